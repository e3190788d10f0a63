package org.evalbeam.spec.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;

/** Parses JSON strictly: no doubled keys, nothing after the value, texts of any length. */
public final class StrictJson {

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

  private StrictJson() {}

  /**
   * Parses a text.
   *
   * @throws Malformed naming line and column, and quoting no value
   */
  public static JsonNode parse(String json) throws Malformed {
    try {
      JsonNode value = MAPPER.readTree(json);
      if (value.isMissingNode()) {
        throw Malformed.empty("JSON");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw Malformed.at("JSON", e, what(e));
    }
  }

  /**
   * Parses a whole file.
   *
   * @param file its name, for messages
   * @param json its content
   * @throws InvalidSpecException where it is not JSON
   */
  public static Located root(String file, String json) throws InvalidSpecException {
    try {
      return new Located(Place.ROOT, parse(json));
    } catch (Malformed e) {
      throw e.in(file);
    }
  }

  private static String what(JsonProcessingException e) {
    if (e instanceof MismatchedInputException) {
      return "more text after the end of the value";
    }
    String what = QUOTED_TOKEN.matcher(e.getOriginalMessage()).replaceFirst("Unrecognized token");
    return SOURCE.matcher(what).replaceAll("line $1, column $2");
  }
}
