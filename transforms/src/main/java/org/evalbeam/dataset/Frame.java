package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.evalbeam.spec.tree.Problem;
import org.evalbeam.spec.tree.Shown;
import org.jspecify.annotations.Nullable;

/** The rows of a frame in one of the forms that pandas' {@code to_json} has for it. */
interface Frame extends Closeable {

  /** Texts hold up to 64 Mi characters; numbers keep their digits. */
  JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(64 << 20).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** The next row, an object; null after the last. */
  @Nullable ObjectNode next() throws IOException, UnreadableException;

  /** The columns met so far, in the order of the frame. */
  Set<String> columns();

  /** Something that is no frame. */
  final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * What is wrong.
     *
     * @param problems at least one; their paths are within the frame, such as {@code [3].query}
     */
    UnreadableException(List<Problem> problems) {
      super(problems.get(0).message());
      this.problems = List.copyOf(problems);
    }

    /**
     * A value of the wrong kind.
     *
     * @param allowed to follow "must be"
     */
    static UnreadableException wrong(String path, JsonNode found, String allowed) {
      return at(path, "found %s, must be %s".formatted(Shown.value(found), allowed));
    }

    /** Something else that is wrong. */
    static UnreadableException at(String path, String message) {
      return new UnreadableException(List.of(new Problem(path, message)));
    }

    /** All that is wrong. */
    List<Problem> problems() {
      return problems;
    }
  }

  /** Refuses texts that no file could hold; {@code path} is the value's. */
  static void checkTexts(JsonNode value, String path) throws UnreadableException {
    String at = LoneSurrogates.find(value, path);
    if (at != null) {
      throw UnreadableException.at(at, LoneSurrogates.PROBLEM);
    }
  }

  /** The value that a parser stands at. */
  static JsonNode value(JsonParser parser) throws IOException {
    return parser.currentToken() == null ? JSON.missingNode() : JSON.readTree(parser);
  }
}
