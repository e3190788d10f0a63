package org.evalbeam.dataset;

import java.util.Locale;
import java.util.Optional;

/** How the rows of a dataset stand in its file. */
public enum Format {
  /** RFC 4180 with a header line, in UTF-8; written {@code csv}. */
  CSV,
  /** One JSON object a line, in UTF-8; written {@code jsonl}. */
  JSONL;

  /** The endings that {@link #ofPath} knows, for error messages. */
  static final String ENDINGS = ".csv, .jsonl or .ndjson";

  /** The format that a path's ending names, upper or lower case; empty where it names none. */
  public static Optional<Format> ofPath(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv")) {
      return Optional.of(CSV);
    }
    return lower.endsWith(".jsonl") || lower.endsWith(".ndjson")
        ? Optional.of(JSONL)
        : Optional.empty();
  }

  /** The format of that name, as a catalog writes it; empty where there is none. */
  static Optional<Format> named(String name) {
    return switch (name) {
      case "csv" -> Optional.of(CSV);
      case "jsonl" -> Optional.of(JSONL);
      default -> Optional.empty();
    };
  }
}
