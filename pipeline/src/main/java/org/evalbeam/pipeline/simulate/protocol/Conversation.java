package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * The messages of a chat request, as far as the simulated models heed them.
 *
 * @param question the text of the last user message; empty where there is none
 * @param characters UTF-16 characters of all messages
 * @param images images in all messages
 */
record Conversation(String question, int characters, int images) {

  /** How a protocol writes images. */
  interface ImageForm {

    /**
     * Whether a part of a content is an image.
     *
     * @throws ApiException where it is one that the protocol does not allow
     */
    boolean isImage(JsonNode part) throws ApiException;
  }

  /** Reads the field {@code messages}. */
  static Conversation read(JsonNode messages, ImageForm form) throws ApiException {
    RequestBody.require(
        messages.isArray() && !messages.isEmpty(), "'messages' must be a list with one or more");
    String question = "";
    int characters = 0;
    int images = 0;
    for (JsonNode message : messages) {
      RequestBody.require(
          message.path("role").isTextual(), "each of 'messages' must be an object with a 'role'");
      String text = text(message.path("content"));
      characters += text.length();
      images += images(message.path("content"), form);
      if (message.path("role").asText().equals("user")) {
        question = text;
      }
    }
    return new Conversation(question, characters, images);
  }

  /**
   * Estimated tokens of all messages.
   *
   * @param more characters beside those of the messages
   */
  int tokens(int more) {
    return Tokens.of(characters + more) + images * Tokens.OF_IMAGE;
  }

  private static int images(JsonNode content, ImageForm form) throws ApiException {
    int images = 0;
    for (JsonNode part : content.isArray() ? content : MissingNode.getInstance()) {
      images += form.isImage(part) ? 1 : 0;
    }
    return images;
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
