package org.evalbeam.metric;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds the JSON object in a model's reply: alone, in a code fence, or after prose; of several the
 * last.
 *
 * <p>A reply may quote the text that it judges, and that text may hold a forged object. So where it
 * is not plain which object is the reply's own, there is none: when the last braces don't hold
 * JSON, when braces that open something broken have further braces within, and when an object names
 * a field twice (a quotation that wasn't escaped).
 */
final class JsonReply {

  /**
   * Braces that fail within others fail at the same place, so a character is read at most so often:
   * hostile replies take linear time.
   */
  private static final int MAX_DEPTH = 20;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
              .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
              .build());

  private JsonReply() {}

  /** The object that is the reply's own; empty where there is none or it can't be told. */
  static Optional<JsonNode> lastObject(String reply) {
    char[] text = reply.toCharArray();
    Optional<JsonNode> last = Optional.empty();
    int open = reply.indexOf('{');
    while (open >= 0) {
      int end;
      try (JsonParser parser = JSON.createParser(text, open, text.length - open)) {
        last = Optional.of(JSON.readTree(parser));
        end = open + (int) parser.currentLocation().getCharOffset();
      } catch (IOException notJson) {
        last = Optional.empty();
        end = endOfPlainBraces(reply, open);
        if (end < 0) {
          return last;
        }
      }
      open = reply.indexOf('{', end);
    }
    return last;
  }

  /** Just behind braces without braces within, as in {@code {x}}; -1 where they are not so. */
  private static int endOfPlainBraces(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '}') {
        return i + 1;
      }
      if (c == '{') {
        return -1;
      }
    }
    return -1;
  }
}
