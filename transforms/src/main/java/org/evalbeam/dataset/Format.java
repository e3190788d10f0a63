package org.evalbeam.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the rows of a dataset stand in its files. */
public enum Format {
  /** RFC 4180 with a header line, in UTF-8; written {@code csv}. */
  CSV,
  /** One JSON object a line, in UTF-8; written {@code jsonl}. */
  JSONL,
  /** One JSON value as pandas' {@code to_json} writes it, in UTF-8; written {@code json}. */
  JSON,
  /** Apache Parquet; written {@code parquet}. */
  PARQUET;

  /** The endings that {@link #ofPath} knows, for error messages. */
  static final String ENDINGS =
      ".csv, .jsonl, .ndjson, .json (each of these also with .gz or .zst behind it) or .parquet";

  /** What catalogs call the formats, for error messages. */
  static final String NAMES = "csv, jsonl, json or parquet";

  private static final Pattern PACKED = Pattern.compile("\\.(gz|gzip|zst|zstd)$");

  private static final Map<String, Format> BY_NAME =
      Map.of("csv", CSV, "jsonl", JSONL, "ndjson", JSONL, "json", JSON, "parquet", PARQUET);

  /**
   * The format that a path's ending names, upper or lower case, also before that of a compression;
   * empty where it names none.
   */
  public static Optional<Format> ofPath(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String unpacked = PACKED.matcher(lower).replaceFirst("");
    String ending = unpacked.substring(unpacked.lastIndexOf('.') + 1);
    Optional<Format> format =
        unpacked.indexOf('.') < 0 ? Optional.empty() : Optional.ofNullable(BY_NAME.get(ending));
    return format.filter(found -> found != PARQUET || unpacked.equals(lower));
  }

  /** The format of that name, as a catalog writes it; empty where there is none. */
  static Optional<Format> named(String name) {
    return name.equals("ndjson") ? Optional.empty() : Optional.ofNullable(BY_NAME.get(name));
  }

  /** As a catalog writes it. */
  public String shown() {
    return name().toLowerCase(Locale.ROOT);
  }
}
