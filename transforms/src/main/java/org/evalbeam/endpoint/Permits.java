package org.evalbeam.endpoint;

import java.util.concurrent.Semaphore;

/**
 * The right to have a call in flight. It belongs to an endpoint and counts for the whole process,
 * whatever bundles and threads want it. Pacing by rate and by what the server says takes its place
 * here: a call asks before every attempt and tells afterwards how it went.
 */
final class Permits {

  private final Semaphore inFlight;

  /**
   * @param most calls in flight at once
   */
  Permits(int most) {
    this.inFlight = new Semaphore(most, true);
  }

  /** Waits for a permit; first come, first served, so that no call waits for ever. */
  void acquire() throws InterruptedException {
    inFlight.acquire();
  }

  void release() {
    inFlight.release();
  }
}
