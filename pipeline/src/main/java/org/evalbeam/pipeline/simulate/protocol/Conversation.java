package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The messages of a chat request, as far as the simulated models heed them.
 *
 * @param question the text of the last user message; empty where there is none
 * @param characters UTF-16 characters of all messages
 */
record Conversation(String question, int characters) {

  /** Reads the field {@code messages}. */
  static Conversation read(JsonNode messages) throws ApiException {
    RequestBody.require(
        messages.isArray() && !messages.isEmpty(), "'messages' must be a list with one or more");
    String question = "";
    int characters = 0;
    for (JsonNode message : messages) {
      RequestBody.require(
          message.path("role").isTextual(), "each of 'messages' must be an object with a 'role'");
      String text = text(message.path("content"));
      characters += text.length();
      if (message.path("role").asText().equals("user")) {
        question = text;
      }
    }
    return new Conversation(question, characters);
  }

  /** A content is a text or a list of parts, of which those of text count. */
  static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }
}
