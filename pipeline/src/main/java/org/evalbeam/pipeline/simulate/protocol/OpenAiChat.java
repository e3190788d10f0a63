package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;

/**
 * OpenAI's chat completions (API reference, "Create chat completion"), with Albert's search: {@code
 * rag.limit} in the request, {@code search_results} in the reply.
 */
public final class OpenAiChat implements Protocol<ChatRequest, Utterance> {

  private static final int USUAL_PASSAGES = 5;
  private static final int MOST_PASSAGES = 100;

  @Override
  public String path() {
    return "/chat/completions";
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI;
  }

  @Override
  public ReplyForm form() {
    return new OpenAiChatForm();
  }

  @Override
  public ChatRequest read(MultiMap headers, byte[] bytes) throws ApiException {
    RequestBody body = RequestBody.parse(bytes);
    String model = body.model();
    body.refuseStreaming();
    Conversation conversation = Conversation.read(body.field("messages"), ImageParts::isOpenAi);
    return new ChatRequest(
        model,
        conversation.question(),
        conversation.tokens(0),
        body.greedy(),
        body.positive(
            body.field("max_completion_tokens").isNumber() ? "max_completion_tokens" : "max_tokens",
            Integer.MAX_VALUE),
        passages(body.field("rag")),
        body.fingerprint());
  }

  private static int passages(JsonNode rag) throws ApiException {
    if (rag.isMissingNode() || rag.isNull()) {
      return 0;
    }
    int limit = rag.path("limit").asInt(USUAL_PASSAGES);
    RequestBody.require(
        limit >= 1 && limit <= MOST_PASSAGES, "'rag.limit' must be from 1 to " + MOST_PASSAGES);
    return limit;
  }

  @Override
  public Written write(ChatRequest request, Utterance said, String idDigits, long createdSeconds) {
    String whole = content(said);
    String content = Tokens.head(whole, request.maxTokens());
    int completionTokens = Tokens.of(content);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("id", "chatcmpl-" + idDigits);
    body.put("object", "chat.completion");
    body.put("created", createdSeconds);
    body.put("model", "simulated:" + request.model());
    ObjectNode choice = body.putArray("choices").addObject();
    choice.put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", content);
    choice.put("finish_reason", content.length() < whole.length() ? "length" : "stop");
    body.putObject("usage")
        .put("prompt_tokens", request.promptTokens())
        .put("completion_tokens", completionTokens)
        .put("total_tokens", request.promptTokens() + completionTokens);
    if (!said.searchResults().isEmpty()) {
      ArrayNode results = body.putArray("search_results");
      said.searchResults().forEach(result -> results.add(result.body()));
    }
    return new Written(body, completionTokens);
  }

  /** The reasoning stands in tags before the text, as open models put it. */
  private static String content(Utterance said) {
    return said.reasoning().isEmpty()
        ? said.text()
        : "<think>\n" + said.reasoning() + "\n</think>\n\n" + said.text();
  }
}
