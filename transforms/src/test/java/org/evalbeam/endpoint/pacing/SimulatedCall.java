package org.evalbeam.endpoint.pacing;

import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A call of a simulation.
 *
 * @param inputTokens tokens of the request
 * @param mostOutputTokens what the request allows
 * @param outputTokens what comes
 * @param nanos how long the server takes
 */
record SimulatedCall(long inputTokens, long mostOutputTokens, long outputTokens, long nanos) {

  double usedTokens() {
    return (double) inputTokens + outputTokens;
  }

  /** Calls of a few tokens that take about so many ms; sigma 0 is exactly so many. */
  static Function<SplittableRandom, SimulatedCall> taking(double meanMs, double sigma) {
    return random -> {
      double ms = meanMs * Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
      return new SimulatedCall(10, 10, 10, (long) (ms * 1e6));
    };
  }

  /**
   * Calls with 200 tokens in and about 300 out, but from 20 to the most; they take time by length.
   */
  static Function<SplittableRandom, SimulatedCall> ofLengths(long most, double msPerToken) {
    return random -> {
      double length = 300 * Math.exp(random.nextGaussian() - 0.5);
      long output = Math.max(1, Math.min(most, (long) length));
      return new SimulatedCall(200, most, output, (long) ((200 + output * msPerToken) * 1e6));
    };
  }
}
