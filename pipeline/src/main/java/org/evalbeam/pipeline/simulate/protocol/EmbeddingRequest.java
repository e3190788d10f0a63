package org.evalbeam.pipeline.simulate.protocol;

import java.util.List;

/**
 * Vectors that were asked for.
 *
 * @param model the model's name
 * @param inputs the texts, one or more
 * @param dimensions the length of each vector
 * @param promptTokens estimated tokens of all texts
 * @param fingerprint SHA-256 in hex of the body with its keys sorted and without white space
 */
public record EmbeddingRequest(
    String model, List<String> inputs, int dimensions, int promptTokens, String fingerprint)
    implements ApiRequest {

  /** Vectors are no text. */
  @Override
  public int maxTokens() {
    return 0;
  }
}
