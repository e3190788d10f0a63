package org.evalbeam.pipeline.simulate;

/**
 * What the simulated endpoint allows before it answers 429. 0 means no limit.
 *
 * @param requestsPerSecond a bucket that holds this many requests and refills continuously
 * @param requestsPerMinute a fixed window, from the start of the endpoint; only one of the two
 * @param tokens limits on tokens
 * @param maxInFlight calls that may wait for their reply at one time
 * @param retryAfter whether a 429 carries {@code Retry-After}
 */
public record Limits(
    int requestsPerSecond,
    int requestsPerMinute,
    TokenLimits tokens,
    int maxInFlight,
    boolean retryAfter) {

  /** Checks the ranges above. */
  public Limits {
    requireNotNegative("requests per second", requestsPerSecond);
    requireNotNegative("requests per minute", requestsPerMinute);
    requireNotNegative("calls in flight", maxInFlight);
    if (requestsPerSecond > 0 && requestsPerMinute > 0) {
      throw new IllegalArgumentException(
          "requests are limited per second and per minute; it must be one of the two");
    }
  }

  static void requireNotNegative(String name, int found) {
    if (found < 0) {
      throw new IllegalArgumentException(
          "limit of " + name + " is " + found + "; it must be at least 0 (none)");
    }
  }

  /** No limits. */
  public static Limits none() {
    return new Limits(0, 0, TokenLimits.none(), 0, true);
  }

  /** This, with a continuously refilled bucket of one second's requests. */
  public Limits withRequestsPerSecond(int requests) {
    return new Limits(requests, requestsPerMinute, tokens, maxInFlight, retryAfter);
  }

  /** This, with a fixed window of a minute. */
  public Limits withRequestsPerMinute(int requests) {
    return new Limits(requestsPerSecond, requests, tokens, maxInFlight, retryAfter);
  }

  /** This, with these limits on tokens. */
  public Limits withTokens(TokenLimits limits) {
    return new Limits(requestsPerSecond, requestsPerMinute, limits, maxInFlight, retryAfter);
  }

  /** This, with a limit on prompt and completion tokens together. */
  public Limits withTokensPerMinute(int perMinute) {
    return withTokens(tokens.withPerMinute(perMinute));
  }

  /** This, with a limit on the calls in flight. */
  public Limits withMaxInFlight(int calls) {
    return new Limits(requestsPerSecond, requestsPerMinute, tokens, calls, retryAfter);
  }

  /** This, with 429s that do not say when to come back. */
  public Limits withoutRetryAfter() {
    return new Limits(requestsPerSecond, requestsPerMinute, tokens, maxInFlight, false);
  }
}
