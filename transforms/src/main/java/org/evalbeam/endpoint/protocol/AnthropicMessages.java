package org.evalbeam.endpoint.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.evalbeam.endpoint.pacing.RateHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's Messages API. Source: the Anthropic API reference, "Messages", "Versioning",
 * "Errors", "Rate limits".
 */
final class AnthropicMessages implements ChatProtocol {

  private static final String VERSION = "2023-06-01";

  /** The API demands a limit; every model of theirs allows this one. */
  private static final int DEFAULT_MAX_TOKENS = 4096;

  private static final LimitHeaders LIMITS =
      LimitHeaders.of("anthropic-ratelimit-requests-%s", "anthropic-ratelimit-tokens-%s");

  /** The base URL may name the version, as those of other providers do, or not. */
  @Override
  public String url(String baseUrl) {
    return baseUrl.endsWith("/v1") ? baseUrl + "/messages" : baseUrl + "/v1/messages";
  }

  @Override
  public KeyHeader keyHeader() {
    return new KeyHeader("x-api-key", "");
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("anthropic-version", VERSION);
  }

  @Override
  public Request ask(ChatRequest asked) {
    ObjectNode body = JsonBody.create();
    body.put("model", asked.model());
    body.put("max_tokens", DEFAULT_MAX_TOKENS);
    if (asked.system() != null) {
      body.put("system", asked.system());
    }
    ask(asked, body.putArray("messages").addObject().put("role", "user"));
    JsonBody.mergeParams(body, asked);
    return Request.of(body, asked.image());
  }

  /** The image comes before the text, as their page on vision advises. */
  private static void ask(ChatRequest asked, ObjectNode message) {
    Image image = asked.image();
    if (image == null) {
      message.put("content", asked.user());
      return;
    }
    ArrayNode blocks = message.putArray("content");
    blocks
        .addObject()
        .put("type", "image")
        .putObject("source")
        .put("type", "base64")
        .put("media_type", image.mediaType())
        .put("data", image.base64());
    if (!asked.user().isEmpty()) {
      blocks.addObject().put("type", "text").put("text", asked.user());
    }
  }

  @Override
  public ChatReply read(String body) throws CallFailedException {
    JsonNode json = JsonBody.parse(body);
    JsonNode content = json.path("content");
    if (!content.isArray()) {
      throw JsonBody.malformed("no list of content blocks in " + body);
    }
    StringBuilder text = new StringBuilder();
    StringBuilder thinking = new StringBuilder();
    long toolCalls = 0;
    for (JsonNode block : content) {
      switch (block.path("type").asText()) {
        case "text" -> text.append(block.path("text").asText());
        case "thinking" -> thinking.append(block.path("thinking").asText());
        case "tool_use", "server_tool_use" -> toolCalls++;
        default -> {
          // Kinds of blocks are added now and then; none of those so far is the answer.
        }
      }
    }
    Usage usage = usage(json);
    Reasoning parts = Reasoning.split(text.toString(), thinking.toString());
    return new ChatReply(
        parts.text(),
        parts.think(),
        JsonBody.text(json.path("stop_reason")),
        JsonBody.text(json.path("model")),
        usage.prompt(),
        usage.completion(),
        toolCalls,
        null);
  }

  @Override
  public Usage usage(String body) {
    return usage(JsonBody.parseAny(body));
  }

  private static Usage usage(JsonNode reply) {
    JsonNode usage = reply.path("usage");
    return new Usage(promptTokens(usage), JsonBody.count(usage.path("output_tokens")));
  }

  /** What was read from or written to the cache is part of the prompt, but counted apart. */
  private static @Nullable Long promptTokens(JsonNode usage) {
    Long input = JsonBody.count(usage.path("input_tokens"));
    Long written = JsonBody.count(usage.path("cache_creation_input_tokens"));
    Long read = JsonBody.count(usage.path("cache_read_input_tokens"));
    return input == null
        ? null
        : Long.valueOf(input + (written == null ? 0 : written) + (read == null ? 0 : read));
  }

  @Override
  public boolean saysNoCredit(JsonNode error) {
    return error.path("type").asText().equals("billing_error")
        || error.path("message").asText().startsWith("Your credit balance is too low");
  }

  @Override
  public RateHeaders rates(Map<String, String> headers, Instant now) {
    return LIMITS.rates(headers, time -> until(time, now));
  }

  /** A point in time, as RFC 3339 has it. */
  private static @Nullable Duration until(String time, Instant now) {
    try {
      Duration left = Duration.between(now, OffsetDateTime.parse(time).toInstant());
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeException | ArithmeticException noTime) {
      return null;
    }
  }
}
