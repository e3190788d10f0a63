package org.evalbeam.dataset;

import java.util.regex.Pattern;

/** Where a path in a catalog or spec leads: textually, so that object stores work like disks. */
public final class Location {

  private static final Pattern ABSOLUTE =
      Pattern.compile("^(/|\\\\|[A-Za-z]:[/\\\\]|[A-Za-z][A-Za-z0-9+.-]+:).*", Pattern.DOTALL);
  private static final Pattern LAST_FOLDER = Pattern.compile("(?<=^|/)(?!\\.\\.?/)[^/:]+/$");

  private Location() {}

  /**
   * The path, taken relative to the folder of the file that names it.
   *
   * @param file path of the catalog or spec, such as {@code gs://bucket/sets/catalog.yaml}
   * @param path what stands in it; absolute paths and those with a scheme are returned as they are
   */
  public static String resolve(String file, String path) {
    if (ABSOLUTE.matcher(path).matches()) {
      return path;
    }
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    String rest = path;
    while (rest.startsWith("./") || rest.startsWith("../")) {
      if (rest.startsWith("../")) {
        String parent = LAST_FOLDER.matcher(folder).replaceFirst("");
        if (parent.equals(folder)) {
          break;
        }
        folder = parent;
      }
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return folder + rest;
  }
}
