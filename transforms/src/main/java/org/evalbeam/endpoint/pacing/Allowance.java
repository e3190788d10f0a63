package org.evalbeam.endpoint.pacing;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/**
 * How a rate becomes a bucket: its size, what it holds at first, how fast it fills. It fills all
 * the time, and is kept so small that a pause is not followed by a burst that the server would see
 * on top of a minute's worth.
 *
 * @param resource what is counted
 * @param perMinute how much of it is allowed a minute, above 0
 */
record Allowance(Resource resource, double perMinute) {

  /** Enough for anyone, and far from where 64 bits end. */
  static final double MOST_PER_MINUTE = 1e12;

  /**
   * The part of a rate that is used. Two clocks and a network never agree to the millisecond: at
   * exactly the rate every other window of a server that counts by minutes gets one call too many.
   */
  static final double USED = 0.998;

  /** Tokens of a call become known at its end only, so a minute's sum is less even. */
  static final double USED_OF_TOKENS = 0.99;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long MILLI = 1000;

  /** How many units of the bucket one of the resource is, so that a rate may have fractions. */
  long unit() {
    return resource == Resource.REQUESTS ? MILLI : 1;
  }

  /** Units a minute, at least 1, and no more than a bucket can count: one a nanosecond. */
  long unitsPerMinute() {
    double used = resource == Resource.REQUESTS ? USED : USED_OF_TOKENS;
    return Math.max(1, Math.min(MINUTE.toNanos(), (long) (perMinute * used * unit())));
  }

  /**
   * Requests: one, and 100 ms of the rate, by which a thread may wake late without losing anything.
   * Tokens: two seconds of the rate; a call that takes more goes into debt.
   */
  long capacity() {
    return resource == Resource.REQUESTS
        ? unit() + unitsPerMinute() / 600
        : Math.max(1, unitsPerMinute() / 30);
  }

  Bandwidth bandwidth() {
    return Bandwidth.builder()
        .capacity(capacity())
        .refillGreedy(unitsPerMinute(), MINUTE)
        .initialTokens(resource == Resource.REQUESTS ? unit() : capacity() / 2)
        .build();
  }
}
