package org.evalbeam.endpoint.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.evalbeam.data.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's chat completions, as spoken by OpenAI and by most servers of open models. Source: the
 * OpenAI API reference, "Create chat completion"; {@code search_results} is Albert's, {@code
 * reasoning_content} DeepSeek's and vLLM's, {@code reasoning} OpenRouter's.
 */
public final class OpenAiChat implements Protocol {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String path() {
    return "/chat/completions";
  }

  @Override
  public String body(ChatRequest request) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", request.model());
    ArrayNode messages = body.putArray("messages");
    if (request.system() != null) {
      messages.addObject().put("role", "system").put("content", request.system());
    }
    messages.addObject().put("role", "user").put("content", request.user());
    merge(body, request.defaults());
    merge(body, request.samplingParams());
    merge(body, request.extraParams());
    return body.toString();
  }

  /** In the order of their names, so that equal maps make equal bytes. */
  private static void merge(ObjectNode body, Map<String, JsonNode> fields) {
    new TreeMap<>(fields)
        .forEach(
            (name, value) -> {
              if (value.isNull()) {
                body.remove(name);
              } else {
                body.set(name, value);
              }
            });
  }

  @Override
  public Reply read(String body) throws CallFailedException {
    JsonNode json = parse(body);
    if (json.hasNonNull("error")) {
      throw malformed("status 200 with an error: " + json.get("error"));
    }
    JsonNode choice = json.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      throw malformed("no choices[0].message in " + body);
    }
    long toolCalls = message.path("tool_calls").size();
    String content = content(message.path("content"));
    if (content == null && toolCalls == 0) {
      throw new CallFailedException(
          FailureReason.EMPTY_ANSWER,
          "the message has no content, finish_reason " + choice.path("finish_reason"));
    }
    Reasoning parts = Reasoning.split(content == null ? "" : content, providersReasoning(message));
    return new Reply(
        parts.text(),
        parts.think(),
        text(choice.path("finish_reason")),
        text(json.path("model")),
        count(json.path("usage").path("prompt_tokens")),
        count(json.path("usage").path("completion_tokens")),
        toolCalls,
        searchResults(json.path("search_results")));
  }

  private static JsonNode parse(String body) throws CallFailedException {
    try {
      JsonNode json = JSON.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException notJson) {
      // told below, with what was found instead
    }
    throw malformed("not a JSON object: " + body);
  }

  private static CallFailedException malformed(String found) {
    return new CallFailedException(FailureReason.MALFORMED_REPLY, Excerpt.of(found));
  }

  /** Content is a text, or a list of parts of which those with text count. */
  private static @Nullable String content(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    if (!content.isArray()) {
      return null;
    }
    StringBuilder joined = new StringBuilder();
    for (JsonNode part : content) {
      joined.append(part.isTextual() ? part.textValue() : part.path("text").asText(""));
    }
    return joined.toString();
  }

  private static @Nullable String providersReasoning(JsonNode message) {
    String reasoning = text(message.path("reasoning_content"));
    return reasoning != null ? reasoning : text(message.path("reasoning"));
  }

  private static @Nullable List<String> searchResults(JsonNode results) {
    if (!results.isArray()) {
      return null;
    }
    List<String> texts = new ArrayList<>(results.size());
    for (JsonNode result : results) {
      String text = text(result.path("chunk").path("content"));
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }

  private static @Nullable Long count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
  }
}
