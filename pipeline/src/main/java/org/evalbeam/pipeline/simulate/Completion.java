package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a simulated model made of a request.
 *
 * @param content the text, any reasoning before it
 * @param promptTokens estimated tokens of the request
 * @param completionTokens estimated tokens of the content
 * @param finishReason {@code stop}, or {@code length} where the content was cut
 * @param searchResults passages found, best first; empty where none were asked for
 */
record Completion(
    String content,
    int promptTokens,
    int completionTokens,
    String finishReason,
    List<SearchResult> searchResults) {

  private static final int CHARACTERS_PER_TOKEN = 4;

  /** The text as the answer to this request, cut where the request says so. */
  static Completion of(ChatRequest request, String text, List<SearchResult> searchResults) {
    boolean cut = tokens(text.length()) > request.maxTokens();
    String content = cut ? head(text, request.maxTokens() * CHARACTERS_PER_TOKEN) : text;
    return new Completion(
        content,
        request.promptTokens(),
        tokens(content.length()),
        cut ? "length" : "stop",
        searchResults);
  }

  /** The estimate of tokens used here: a quarter of the UTF-16 characters, rounded up. */
  static int tokens(int characters) {
    return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  /** The first characters, one less where the last would be half of a surrogate pair. */
  private static String head(String text, int length) {
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  /** The reply's body: OpenAI's chat completion object, and Albert's {@code search_results}. */
  ObjectNode body(String id, String model, long createdSeconds) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("id", id);
    body.put("object", "chat.completion");
    body.put("created", createdSeconds);
    body.put("model", "simulated:" + model);
    ObjectNode choice = body.putArray("choices").addObject();
    choice.put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", content);
    choice.put("finish_reason", finishReason);
    body.putObject("usage")
        .put("prompt_tokens", promptTokens)
        .put("completion_tokens", completionTokens)
        .put("total_tokens", promptTokens + completionTokens);
    if (!searchResults.isEmpty()) {
      ArrayNode results = body.putArray("search_results");
      searchResults.forEach(result -> results.add(result.body()));
    }
    return body;
  }
}
