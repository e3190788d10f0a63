package org.evalbeam.endpoint.pacing;

import java.time.Duration;

/**
 * Why the head of the line can't go yet, and for how long at least.
 *
 * @param cause what it waits for
 * @param nanos ns after which asking again makes sense; something that ends may come earlier
 */
record Wait(Cause cause, long nanos) {

  /** What a call can wait for. */
  enum Cause {
    /** too many calls in flight: a call that ends may help */
    PLACE,
    /** tokens: those that calls in flight give back may help */
    TOKENS,
    /** requests, pauses and spacing: only time helps */
    TIME
  }

  /** Until a call ends. */
  static final Wait FOR_A_PLACE = new Wait(Cause.PLACE, Long.MAX_VALUE);

  /** Other workers can't tell that they gave tokens back, so those are looked for now and then. */
  private static final long LOOK_AGAIN = Duration.ofMillis(500).toNanos();

  static Wait forTokens(long nanos) {
    return new Wait(Cause.TOKENS, Math.min(nanos, LOOK_AGAIN));
  }

  /** Calls that are due within it go together, instead of a thread being woken for each. */
  private static final long LEAST = Duration.ofMillis(1).toNanos();

  static Wait forTime(long nanos) {
    return new Wait(Cause.TIME, Math.max(nanos, LEAST));
  }

  /** Whether the end of a call may shorten it. */
  boolean endsEarly() {
    return cause != Cause.TIME;
  }
}
