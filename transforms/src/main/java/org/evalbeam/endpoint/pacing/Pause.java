package org.evalbeam.endpoint.pacing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Waiting until something changes or time has passed, so that tests need not wait. */
interface Pause {

  /**
   * Waits; it may also end for no reason.
   *
   * @param lock held by the caller
   * @param changed condition of the lock
   * @param nanos ns at most; the largest number: without an end
   */
  void await(Lock lock, Condition changed, long nanos) throws InterruptedException;

  /** The real one. Who waits asks again in a loop. */
  @SuppressWarnings("WaitNotInLoop")
  static Pause real() {
    return (lock, changed, nanos) -> {
      if (nanos == Long.MAX_VALUE) {
        changed.await();
      } else {
        boolean ignored = changed.await(nanos, TimeUnit.NANOSECONDS);
      }
    };
  }
}
