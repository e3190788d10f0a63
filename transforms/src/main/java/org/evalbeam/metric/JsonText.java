package org.evalbeam.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an answer that is to be one JSON value (RFC 8259) and nothing else. */
final class JsonText {

  private static final Pattern FENCED =
      Pattern.compile("```[A-Za-z0-9]{0,20}\\s*\\n(.*)\\n\\s*```", Pattern.DOTALL);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonText() {}

  /** The text is no JSON value, for this reason. */
  static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidException(String message) {
      super(message);
    }
  }

  /**
   * The value in a text.
   *
   * @param fence whether a code fence may stand around it
   */
  static JsonNode read(String text, boolean fence) throws InvalidException {
    String bare = text.strip();
    Matcher fenced = FENCED.matcher(bare);
    if (fence && bare.startsWith("```") && fenced.matches()) {
      bare = fenced.group(1);
    }
    try {
      JsonNode value = JSON.readTree(bare);
      if (value.isMissingNode()) {
        throw new InvalidException("there is no text");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new InvalidException(e.getOriginalMessage());
    }
  }
}
