package org.evalbeam.endpoint.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.evalbeam.data.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's chat completions, as spoken by OpenAI and by most servers of open models. Source: the
 * OpenAI API reference, "Create chat completion"; {@code search_results} is Albert's, {@code
 * reasoning_content} DeepSeek's and vLLM's, {@code reasoning} OpenRouter's.
 */
final class OpenAiChat extends OpenAiProtocol<ChatReply> implements ChatProtocol {

  OpenAiChat() {
    super("/chat/completions");
  }

  @Override
  public Request ask(ChatRequest asked) {
    ObjectNode body = JsonBody.create();
    body.put("model", asked.model());
    ArrayNode messages = body.putArray("messages");
    if (asked.system() != null) {
      messages.addObject().put("role", "system").put("content", asked.system());
    }
    ask(asked, messages.addObject().put("role", "user"));
    JsonBody.mergeParams(body, asked);
    return Request.of(body, asked.image());
  }

  /** A message with an image has parts, the text first, as EvalAP puts them. */
  private static void ask(ChatRequest asked, ObjectNode message) {
    Image image = asked.image();
    if (image == null) {
      message.put("content", asked.user());
      return;
    }
    ArrayNode parts = message.putArray("content");
    if (!asked.user().isEmpty()) {
      parts.addObject().put("type", "text").put("text", asked.user());
    }
    parts.addObject().put("type", "image_url").putObject("image_url").put("url", image.dataUrl());
  }

  @Override
  public ChatReply read(String body) throws CallFailedException {
    JsonNode json = JsonBody.parse(body);
    JsonNode choice = json.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      throw JsonBody.malformed("no choices[0].message in " + body);
    }
    long toolCalls = message.path("tool_calls").size();
    String content = content(message.path("content"));
    if (content == null && toolCalls == 0) {
      throw new CallFailedException(
          FailureReason.EMPTY_ANSWER,
          "the message has no content, finish_reason " + choice.path("finish_reason"));
    }
    Usage usage = usage(json);
    Reasoning parts = Reasoning.split(content == null ? "" : content, providersReasoning(message));
    return new ChatReply(
        parts.text(),
        parts.think(),
        JsonBody.text(choice.path("finish_reason")),
        JsonBody.text(json.path("model")),
        usage.prompt(),
        usage.completion(),
        toolCalls,
        searchResults(json.path("search_results")));
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
    String reasoning = JsonBody.text(message.path("reasoning_content"));
    return reasoning != null ? reasoning : JsonBody.text(message.path("reasoning"));
  }

  private static @Nullable List<String> searchResults(JsonNode results) {
    if (!results.isArray()) {
      return null;
    }
    List<String> texts = new ArrayList<>(results.size());
    for (JsonNode result : results) {
      String text = JsonBody.text(result.path("chunk").path("content"));
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }
}
