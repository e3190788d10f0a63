package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.Set;

/** Anthropic's Messages (API documentation, "Create a Message"). */
public final class AnthropicMessages implements Protocol<ChatRequest, Utterance> {

  private static final Set<String> ROLES = Set.of("user", "assistant");

  @Override
  public String path() {
    return "/messages";
  }

  @Override
  public Dialect dialect() {
    return Dialect.ANTHROPIC;
  }

  @Override
  public ReplyForm form() {
    return new AnthropicMessagesForm();
  }

  @Override
  public ChatRequest read(MultiMap headers, byte[] bytes) throws ApiException {
    RequestBody.require(
        headers.contains("anthropic-version"), "the header 'anthropic-version' is required");
    RequestBody body = RequestBody.parse(bytes);
    String model = body.model();
    body.refuseStreaming();
    RequestBody.require(body.field("max_tokens").isNumber(), "'max_tokens' is required");
    Conversation conversation = Conversation.read(body.field("messages"), ImageParts::isAnthropic);
    checkRoles(body.field("messages"));
    int system = Conversation.text(body.field("system")).length();
    return new ChatRequest(
        model,
        conversation.question(),
        conversation.tokens(system),
        body.greedy(),
        body.positive("max_tokens", 0),
        0,
        body.fingerprint());
  }

  private static void checkRoles(JsonNode messages) throws ApiException {
    for (JsonNode message : messages) {
      String role = message.path("role").asText();
      RequestBody.require(
          ROLES.contains(role),
          "'role' of one of 'messages' is '" + role + "'; it must be 'user' or 'assistant'");
    }
  }

  @Override
  public Written write(ChatRequest request, Utterance said, String idDigits, long createdSeconds) {
    String thinking = Tokens.head(said.reasoning(), request.maxTokens());
    String text = Tokens.head(said.text(), request.maxTokens() - Tokens.of(thinking));
    boolean whole = thinking.equals(said.reasoning()) && text.equals(said.text());
    int outputTokens = Tokens.of(thinking) + Tokens.of(text);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("id", "msg_" + idDigits);
    body.put("type", "message");
    body.put("role", "assistant");
    body.put("model", "simulated:" + request.model());
    ArrayNode content = body.putArray("content");
    if (!thinking.isEmpty()) {
      content
          .addObject()
          .put("type", "thinking")
          .put("thinking", thinking)
          .put("signature", "simulated");
    }
    if (!text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
    body.put("stop_reason", whole ? "end_turn" : "max_tokens");
    body.putNull("stop_sequence");
    body.putObject("usage")
        .put("input_tokens", request.promptTokens())
        .put("output_tokens", outputTokens);
    return new Written(body, outputTokens);
  }
}
