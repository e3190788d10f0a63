package org.evalbeam.spec;

import java.io.Serializable;

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

  /** The reference as people write it; a literal key is shown as {@code (literal key)}. */
  public String shown() {
    return switch (kind) {
      case ENVIRONMENT -> "${" + name + "}";
      case FILE -> "${file:" + name + "}";
      case VAULT -> "(literal key)";
    };
  }
}
