package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A passage that a search found.
 *
 * @param score how well it fits the question, 0 to 1
 * @param content the passage
 */
public record SearchResult(double score, String content) {

  /** As the Albert API returns it: {@code {"score", "chunk": {"content"}}}. */
  ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("score", score);
    body.putObject("chunk").put("content", content);
    return body;
  }
}
