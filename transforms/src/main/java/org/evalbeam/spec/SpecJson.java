package org.evalbeam.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.regex.Pattern;

/** Parses JSON strictly: no doubled keys, nothing after the value, texts of any length. */
final class SpecJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What the parser quotes of the text; it may be a key that lacks its quotes. */
  private static final Pattern QUOTED_TOKEN = Pattern.compile("^Unrecognized token '.*?'");

  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: [^\\]]*; line: (\\d+), column: (\\d+)\\]");

  private SpecJson() {}

  /**
   * Parses a text.
   *
   * @throws Malformed naming line and column, and quoting no value
   */
  static JsonNode parse(String json) throws Malformed {
    try {
      JsonNode value = MAPPER.readTree(json);
      if (value.isMissingNode()) {
        throw new Malformed("not JSON: found nothing");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new Malformed(describe(e));
    }
  }

  /**
   * Parses a whole spec.
   *
   * @throws InvalidSpecException where it is not JSON
   */
  static Located root(String file, String json) throws InvalidSpecException {
    try {
      return new Located(Place.ROOT, parse(json));
    } catch (Malformed e) {
      throw new InvalidSpecException(file, List.of(new Problem(Place.ROOT.path(), e.message())));
    }
  }

  private static String describe(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    if (e instanceof MismatchedInputException) {
      return "not JSON" + where + ": more text after the end of the value";
    }
    String what = QUOTED_TOKEN.matcher(e.getOriginalMessage()).replaceFirst("Unrecognized token");
    return "not JSON%s: %s".formatted(where, SOURCE.matcher(what).replaceAll("line $1, column $2"));
  }

  /** A text that is not JSON. Has no cause, for Jackson's own exception may quote the text. */
  static final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    private Malformed(String message) {
      super(message);
    }

    /** What is wrong, with line and column. */
    String message() {
      return String.valueOf(getMessage());
    }
  }
}
