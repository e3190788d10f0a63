package org.evalbeam.pipeline.simulate;

/**
 * What the simulated endpoint allows before it answers 429. 0 means no limit.
 *
 * @param requestsPerSecond a bucket that holds this many requests and refills continuously
 * @param requestsPerMinute a fixed window, from the start of the endpoint; only one of the two
 * @param tokensPerMinute a bucket that holds a minute's tokens and refills continuously; the prompt
 *     is taken when the call is admitted, the completion when it is sent, if need be into debt
 * @param maxInFlight calls that may wait for their reply at one time
 * @param retryAfter whether a 429 carries {@code Retry-After}
 */
public record Limits(
    int requestsPerSecond,
    int requestsPerMinute,
    int tokensPerMinute,
    int maxInFlight,
    boolean retryAfter) {

  /** Checks the ranges above. */
  public Limits {
    if (Math.min(requestsPerSecond, requestsPerMinute) < 0
        || Math.min(tokensPerMinute, maxInFlight) < 0) {
      throw new IllegalArgumentException("a limit is negative; it must be at least 0 (none)");
    }
    if (requestsPerSecond > 0 && requestsPerMinute > 0) {
      throw new IllegalArgumentException(
          "requests are limited per second and per minute; it must be one of the two");
    }
  }

  /** No limits. */
  public static Limits none() {
    return new Limits(0, 0, 0, 0, true);
  }

  /** This, with a continuously refilled bucket of one second's requests. */
  public Limits withRequestsPerSecond(int requests) {
    return new Limits(requests, requestsPerMinute, tokensPerMinute, maxInFlight, retryAfter);
  }

  /** This, with a fixed window of a minute. */
  public Limits withRequestsPerMinute(int requests) {
    return new Limits(requestsPerSecond, requests, tokensPerMinute, maxInFlight, retryAfter);
  }

  /** This, with a limit on prompt and completion tokens together. */
  public Limits withTokensPerMinute(int tokens) {
    return new Limits(requestsPerSecond, requestsPerMinute, tokens, maxInFlight, retryAfter);
  }

  /** This, with a limit on the calls in flight. */
  public Limits withMaxInFlight(int calls) {
    return new Limits(requestsPerSecond, requestsPerMinute, tokensPerMinute, calls, retryAfter);
  }

  /** This, with 429s that do not say when to come back. */
  public Limits withoutRetryAfter() {
    return new Limits(requestsPerSecond, requestsPerMinute, tokensPerMinute, maxInFlight, false);
  }
}
