package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The answer of a chat completion: {@code choices[0].message.content}. */
final class OpenAiChatForm implements ReplyForm {

  @Override
  public void removeAnswers(ObjectNode body) {
    body.putArray("choices");
  }

  @Override
  public void nullAnswer(ObjectNode body) {
    message(body).putNull("content");
  }

  /** A list of two parts instead of a string. */
  @Override
  public void splitAnswer(ObjectNode body) {
    String text = message(body).path("content").asText();
    TextParts.of(text, message(body).putArray("content"));
  }

  @Override
  public void say(ObjectNode body, String text) {
    message(body).put("content", text);
  }

  private static ObjectNode message(ObjectNode body) {
    return (ObjectNode) body.at("/choices/0/message");
  }
}
