package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The answer of a message: the blocks of type {@code text} in {@code content}. */
final class AnthropicMessagesForm implements ReplyForm {

  @Override
  public void removeAnswers(ObjectNode body) {
    body.putArray("content");
  }

  @Override
  public void nullAnswer(ObjectNode body) {
    body.putNull("content");
  }

  /** Two blocks of text instead of one. */
  @Override
  public void splitAnswer(ObjectNode body) {
    StringBuilder text = new StringBuilder();
    for (JsonNode block : body.path("content")) {
      text.append(block.path("text").asText());
    }
    TextParts.of(text.toString(), withoutText(body));
  }

  @Override
  public void say(ObjectNode body, String text) {
    withoutText(body).addObject().put("type", "text").put("text", text);
  }

  /** The list of blocks, those of text taken out. */
  private static ArrayNode withoutText(ObjectNode body) {
    ArrayNode content = body.withArray("content");
    content.removeIf(block -> block.path("type").asText().equals("text"));
    return content;
  }
}
