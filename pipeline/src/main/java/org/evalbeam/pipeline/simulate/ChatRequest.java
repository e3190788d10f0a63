package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HexFormat;

/**
 * A chat completion that was asked for, as far as the simulated models heed it (OpenAI API
 * reference, "Create chat completion").
 *
 * @param model the model's name
 * @param question the text of the last user message; empty where there is none
 * @param promptTokens estimated tokens of all messages
 * @param greedy whether the temperature is 0, so that repeats are equal
 * @param maxTokens where the completion is cut; {@link Integer#MAX_VALUE}: nowhere
 * @param passages how many search results are asked for with {@code rag.limit}; 0 without {@code
 *     rag}
 * @param fingerprint SHA-256 in hex of the body with its keys sorted and without white space
 */
record ChatRequest(
    String model,
    String question,
    int promptTokens,
    boolean greedy,
    int maxTokens,
    int passages,
    String fingerprint) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectReader READER =
      JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final ObjectWriter CANONICAL =
      JSON.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private static final int USUAL_PASSAGES = 5;
  private static final int MOST_PASSAGES = 100;

  /** Reads a request's body, UTF-8 JSON. */
  static ChatRequest parse(byte[] body) throws ApiException {
    JsonNode root = json(body);
    require(root.isObject(), "the body must be a JSON object");
    String model = root.path("model").asText("");
    require(root.path("model").isTextual() && !model.isBlank(), "'model' must be a model's name");
    require(!root.path("stream").asBoolean(), "'stream' is not simulated");
    Messages messages = messages(root.path("messages"));
    JsonNode temperature = root.path("temperature");
    return new ChatRequest(
        model,
        messages.question(),
        Completion.tokens(messages.characters()),
        temperature.isNumber() && temperature.doubleValue() == 0,
        maxTokens(root),
        passages(root.path("rag")),
        fingerprint(root));
  }

  private static JsonNode json(byte[] body) throws ApiException {
    try {
      return READER.readTree(body);
    } catch (JacksonException e) {
      throw ApiException.badRequest("the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private record Messages(String question, int characters) {}

  private static Messages messages(JsonNode messages) throws ApiException {
    require(
        messages.isArray() && !messages.isEmpty(), "'messages' must be a list with one or more");
    String question = "";
    int characters = 0;
    for (JsonNode message : messages) {
      require(
          message.path("role").isTextual(), "each of 'messages' must be an object with a 'role'");
      String text = text(message.path("content"));
      characters += text.length();
      if (message.path("role").asText().equals("user")) {
        question = text;
      }
    }
    return new Messages(question, characters);
  }

  /** A content is a text or a list of parts, of which those of text count. */
  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }

  private static int maxTokens(JsonNode root) throws ApiException {
    JsonNode current = root.path("max_completion_tokens");
    JsonNode limit = current.isNumber() ? current : root.path("max_tokens");
    if (limit.isMissingNode() || limit.isNull()) {
      return Integer.MAX_VALUE;
    }
    require(limit.isInt() && limit.intValue() > 0, "'max_tokens' must be a whole number above 0");
    return limit.intValue();
  }

  private static int passages(JsonNode rag) throws ApiException {
    if (rag.isMissingNode() || rag.isNull()) {
      return 0;
    }
    int limit = rag.path("limit").asInt(USUAL_PASSAGES);
    require(limit >= 1 && limit <= MOST_PASSAGES, "'rag.limit' must be from 1 to " + MOST_PASSAGES);
    return limit;
  }

  private static String fingerprint(JsonNode root) {
    try {
      return HexFormat.of().formatHex(Draws.sha256().digest(CANONICAL.writeValueAsBytes(root)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON that was read cannot be written", e);
    }
  }

  private static void require(boolean condition, String message) throws ApiException {
    if (!condition) {
      throw ApiException.badRequest(message);
    }
  }
}
