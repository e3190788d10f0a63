package org.evalbeam.endpoint.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request, and what it may take of an endpoint's allowance.
 *
 * @param body JSON
 * @param inputTokens estimate of the tokens that it is counted as
 * @param mostOutputTokens most tokens that the reply may have; null where the request names none
 */
public record Request(String body, long inputTokens, @Nullable Long mostOutputTokens) {

  /** What protocols call the limit of the reply; the first that a body names counts. */
  private static final List<String> LIMITS = List.of("max_completion_tokens", "max_tokens");

  /** Characters of a token, in texts of the Latin alphabet; others have about one each. */
  private static final int ASCII_PER_TOKEN = 4;

  private static final int LAST_ASCII = 127;

  static Request of(ObjectNode body) {
    return of(body, null);
  }

  /**
   * A request that may show an image, whose tokens have nothing to do with the length of its text.
   */
  static Request of(ObjectNode body, @Nullable Image image) {
    String json = body.toString();
    long tokens = tokens(json);
    if (image != null) {
      tokens += Image.TOKENS - image.base64().length() / ASCII_PER_TOKEN;
    }
    return new Request(json, tokens, mostOutputTokens(body));
  }

  /** A rough estimate of a text's tokens, without the model's own tokenizer. */
  public static long tokens(String text) {
    int ascii = 0;
    for (int i = 0; i < text.length(); i++) {
      ascii += text.charAt(i) <= LAST_ASCII ? 1 : 0;
    }
    return text.length() - ascii + (ascii + ASCII_PER_TOKEN - 1L) / ASCII_PER_TOKEN;
  }

  private static @Nullable Long mostOutputTokens(ObjectNode body) {
    for (String name : LIMITS) {
      JsonNode limit = body.path(name);
      if (limit.isIntegralNumber() && limit.longValue() > 0) {
        return limit.longValue();
      }
    }
    return null;
  }
}
