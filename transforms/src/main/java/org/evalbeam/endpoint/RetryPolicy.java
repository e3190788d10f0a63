package org.evalbeam.endpoint;

import java.io.Serializable;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.jspecify.annotations.Nullable;

/**
 * When and how soon a failed call is made again: the one place of that decision. Exponential
 * backoff with full jitter (Brooker 2015, "Exponential Backoff and Jitter"); what the server asks
 * for comes first.
 *
 * @param attempts most requests for one call, the first included
 * @param firstBackoff upper end of the first wait; doubles with every attempt
 * @param longestWait upper end of any wait, also of one that the server asks for; to the latter up
 *     to {@code firstBackoff} is added, so that calls which were told the same do not come at once
 */
public record RetryPolicy(int attempts, Duration firstBackoff, Duration longestWait)
    implements Serializable {

  /** Bridges about two minutes of an endpoint's trouble. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(6, Duration.ofSeconds(2), Duration.ofSeconds(60));

  /** This policy with another number of attempts. */
  RetryPolicy withAttempts(int most) {
    return new RetryPolicy(most, firstBackoff, longestWait);
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param made attempts made so far, at least 1
   * @return null where the call is not to be made again
   */
  @Nullable Duration backoff(CallFailedException failed, int made, RandomGenerator random) {
    if (!failed.failure().reason().retried() || made >= attempts) {
      return null;
    }
    if (failed.retryAfter() != null) {
      return min(failed.retryAfter(), longestWait).plus(jitter(firstBackoff, random));
    }
    Duration ceiling = firstBackoff.multipliedBy(1L << Math.min(made - 1, 40));
    return jitter(min(ceiling, longestWait), random);
  }

  private static Duration jitter(Duration ceiling, RandomGenerator random) {
    return Duration.ofNanos((long) (ceiling.toNanos() * random.nextDouble()));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
