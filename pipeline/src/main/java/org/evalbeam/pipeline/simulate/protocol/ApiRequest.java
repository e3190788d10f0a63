package org.evalbeam.pipeline.simulate.protocol;

/** A request that was understood: what limits and latencies need of it, whatever the protocol. */
public interface ApiRequest {

  /** The model's name. */
  String model();

  /** Estimated tokens of the input. */
  int promptTokens();

  /**
   * The most tokens of output that it allows; {@link Integer#MAX_VALUE}: it says nothing; 0: the
   * reply has no text.
   */
  int maxTokens();

  /** SHA-256 in hex of the body with its keys sorted and without white space. */
  String fingerprint();
}
