package org.evalbeam.endpoint.pacing;

import org.jspecify.annotations.Nullable;

/**
 * What a call is expected to take of an endpoint's limits.
 *
 * @param inputTokens estimate of the tokens of the request, 0 or more
 * @param mostOutputTokens what the request allows the reply at most; null where it names nothing
 */
public record Demand(long inputTokens, @Nullable Long mostOutputTokens) {

  public Demand {
    if (inputTokens < 0 || (mostOutputTokens != null && mostOutputTokens < 0)) {
      throw new IllegalArgumentException(
          "tokens: %d in, %s out; allowed is 0 and more".formatted(inputTokens, mostOutputTokens));
    }
  }
}
