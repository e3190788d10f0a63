package org.evalbeam.endpoint.pacing;

import org.jspecify.annotations.Nullable;

/**
 * How long the line has waited for rates. Only its head really waits for anything, and all behind
 * it with it: the difference between two readings is what a call waited that stood in line
 * meanwhile.
 */
final class LineTimes {

  private long forRate;
  private @Nullable Wait wait;
  private long since;

  /** The head begins to wait. */
  void begin(Wait waitsFor, long now) {
    wait = waitsFor;
    since = now;
  }

  /** The head no longer waits. */
  void end(long now) {
    forRate = forRate(now);
    wait = null;
  }

  /** Whether the head waits for something that the end of a call may bring. */
  boolean endsEarly() {
    return wait != null && wait.endsEarly();
  }

  /** Ns so far, the present wait included. */
  long forRate(long now) {
    boolean forPlace = wait == null || wait.cause() == Wait.Cause.PLACE;
    return forPlace ? forRate : forRate + now - since;
  }
}
