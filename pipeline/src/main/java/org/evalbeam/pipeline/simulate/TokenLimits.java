package org.evalbeam.pipeline.simulate;

/**
 * How many tokens the simulated endpoint allows. Each limit is a bucket that holds a minute's
 * tokens and refills continuously; 0 means no limit.
 *
 * @param perMinute input and output together
 * @param inputPerMinute input alone
 * @param outputPerMinute output alone
 * @param reserved when output is taken. False, by usage: when the reply is sent, if need be into
 *     debt, and no call is let in while there is debt. True, by reservation: at admission, as much
 *     as the request's limit on output allows, or {@value #USUAL_RESERVATION} tokens where it has
 *     none; when the reply is sent, what was not used is given back, what was used beyond is taken.
 *     Input is taken at admission either way. A call that needs more than a whole bucket is let in
 *     by a full one.
 */
public record TokenLimits(
    int perMinute, int inputPerMinute, int outputPerMinute, boolean reserved) {

  private static final int USUAL_RESERVATION = 256;

  /** Checks the ranges above. */
  public TokenLimits {
    Limits.requireNotNegative("tokens per minute", perMinute);
    Limits.requireNotNegative("input tokens per minute", inputPerMinute);
    Limits.requireNotNegative("output tokens per minute", outputPerMinute);
  }

  /** No limits, by usage. */
  public static TokenLimits none() {
    return new TokenLimits(0, 0, 0, false);
  }

  /** This, with a limit on input and output together. */
  public TokenLimits withPerMinute(int tokens) {
    return new TokenLimits(tokens, inputPerMinute, outputPerMinute, reserved);
  }

  /** This, with a limit on input alone. */
  public TokenLimits withInputPerMinute(int tokens) {
    return new TokenLimits(perMinute, tokens, outputPerMinute, reserved);
  }

  /** This, with a limit on output alone. */
  public TokenLimits withOutputPerMinute(int tokens) {
    return new TokenLimits(perMinute, inputPerMinute, tokens, reserved);
  }

  /** This, by reservation. */
  public TokenLimits byReservation() {
    return new TokenLimits(perMinute, inputPerMinute, outputPerMinute, true);
  }

  /** The output that is taken at the admission of a request that allows so much. */
  int reservation(int maxTokens) {
    if (!reserved) {
      return 0;
    }
    return maxTokens == Integer.MAX_VALUE ? USUAL_RESERVATION : maxTokens;
  }
}
