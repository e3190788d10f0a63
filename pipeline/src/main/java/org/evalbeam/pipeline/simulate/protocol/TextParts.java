package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * A text in two parts {@code {"type": "text", "text"}}, as OpenAI and Anthropic both write them.
 */
final class TextParts {

  private TextParts() {}

  static void of(String text, ArrayNode parts) {
    int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
    parts.addObject().put("type", "text").put("text", text.substring(0, middle));
    parts.addObject().put("type", "text").put("text", text.substring(middle));
  }
}
