package org.evalbeam.endpoint;

/** Bodies of chat completions for tests; single quotes stand for double ones. */
final class Chat {

  private Chat() {}

  /** A body with one choice. */
  static String message(String message) {
    return json("{'choices': [{'message': %s}]}".formatted(message));
  }

  /** A body whose answer is this text. */
  static String saying(String text) {
    return message("{'content': '%s'}".formatted(text));
  }

  static String json(String quotedSingly) {
    return quotedSingly.replace('\'', '"');
  }
}
