package org.evalbeam.spec;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an API key is to be found; never the key. The key is read where the call is made.
 *
 * @param kind how the reference is to be followed
 * @param name name of the environment variable, path of the file, or number in the vault
 */
public record KeyReference(Kind kind, String name) implements Serializable {

  /** How a reference is followed. */
  public enum Kind {
    /** {@code ${NAME}}: an environment variable of the process that makes the call. */
    ENVIRONMENT,
    /** {@code ${file:PATH}}: the trimmed content of a file. */
    FILE,
    /** A literal key of the spec, held in this process only. */
    VAULT
  }

  private static final Pattern WRITTEN =
      Pattern.compile("\\$\\{(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|file:(?<path>[^{}\\p{Cntrl}]+))}");

  /**
   * The reference that a text is.
   *
   * @param text {@code ${NAME}} or {@code ${file:PATH}}
   * @return null where it is neither, that is, where it would be a literal key
   */
  public static @Nullable KeyReference parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return null;
    }
    String variable = written.group("name");
    return variable != null
        ? new KeyReference(Kind.ENVIRONMENT, variable)
        : new KeyReference(Kind.FILE, written.group("path"));
  }

  /** The reference as people write it; a literal key is shown as {@code (literal key)}. */
  public String shown() {
    return switch (kind) {
      case ENVIRONMENT -> "${" + name + "}";
      case FILE -> "${file:" + name + "}";
      case VAULT -> "(literal key)";
    };
  }
}
