package org.evalbeam.spec.tree;

import java.util.Locale;

/** Parses a file of either format: YAML where its name ends in .yaml or .yml, else JSON. */
public final class StrictFile {

  private StrictFile() {}

  /**
   * Parses a whole file.
   *
   * @param file its path, which tells the format
   * @param text its content
   * @throws InvalidSpecException where it is not of that format
   */
  public static Located root(String file, String text) throws InvalidSpecException {
    String lower = file.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml")
        ? StrictYaml.root(file, text)
        : StrictJson.root(file, text);
  }
}
