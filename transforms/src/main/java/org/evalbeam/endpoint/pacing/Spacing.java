package org.evalbeam.endpoint.pacing;

import java.time.Duration;

/**
 * Keeps calls apart where the rate changes all the time, which a bucket of a fixed rate can't
 * follow: the generic cell rate algorithm (ITU-T I.371), which knows when the next call is due and
 * lets it come a little early.
 */
final class Spacing {

  private static final long EARLY = Duration.ofMillis(50).toNanos();
  private static final double SECOND = 1e9;

  private long due;

  /** No call is due before. */
  void startAt(long now) {
    due = now + EARLY;
  }

  /** How long the next call has to wait, in ns; 0: it may go. */
  long left(long now) {
    return Math.max(0, due - EARLY - now);
  }

  /** A call went. */
  void sent(long now, double perSecond) {
    due = Math.max(due, now) + (long) (SECOND / perSecond);
  }
}
