package org.evalbeam.endpoint;

import java.io.Serializable;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.jspecify.annotations.Nullable;

/**
 * When and how soon a failed call is made again: the one place of that decision. Exponential
 * backoff with full jitter (Brooker 2015, "Exponential Backoff and Jitter"); what the server asks
 * for comes first. A refused call (429) goes back into the endpoint's line at once, where the pacer
 * makes it wait with all others.
 *
 * @param attempts most requests for one call, the first included; refusals do not count
 * @param refusals most refusals of one call
 * @param total time from a call's first failure, without waiting in line, after which it is not
 *     made again
 * @param firstBackoff upper end of the first wait; doubles with every attempt
 * @param longestWait upper end of any wait, also of one that the server asks for; to the latter up
 *     to {@code firstBackoff} is added, so that calls which were told the same do not come at once
 */
public record RetryPolicy(
    int attempts, int refusals, Duration total, Duration firstBackoff, Duration longestWait)
    implements Serializable {

  /** Bridges about two minutes of an endpoint's trouble. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(6, 50, Duration.ofMinutes(30), Duration.ofSeconds(2), Duration.ofSeconds(60));

  /** This policy with another budget. */
  public RetryPolicy withBudget(int most, Duration time) {
    return new RetryPolicy(most, refusals, time, firstBackoff, longestWait);
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param spent what the call has taken so far, this failure included
   * @return null where the call is not to be made again
   */
  @Nullable Duration backoff(CallFailedException failed, Spent spent, RandomGenerator random) {
    FailureReason reason = failed.failure().reason();
    if (!reason.retried() || spent.time().compareTo(total) >= 0) {
      return null;
    }
    if (reason == FailureReason.RATE_LIMITED) {
      return spent.refusals() >= refusals ? null : Duration.ZERO;
    }
    if (spent.attempts() >= attempts) {
      return null;
    }
    if (failed.retryAfter() != null) {
      return min(failed.retryAfter(), longestWait).plus(jitter(firstBackoff, random));
    }
    Duration ceiling = firstBackoff.multipliedBy(1L << Math.min(spent.attempts() - 1, 40));
    return jitter(min(ceiling, longestWait), random);
  }

  /**
   * What a call has taken of its budget.
   *
   * @param attempts requests that were not refused, at least 1 unless all were
   * @param refusals requests that were
   * @param time since the first failure, without waiting in line
   */
  record Spent(int attempts, int refusals, Duration time) {}

  private static Duration jitter(Duration ceiling, RandomGenerator random) {
    return Duration.ofNanos((long) (ceiling.toNanos() * random.nextDouble()));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
