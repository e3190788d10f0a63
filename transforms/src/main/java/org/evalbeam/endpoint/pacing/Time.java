package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Clocks and waiting, so that tests need not wait. */
public interface Time extends InstantSource {

  /** Nanoseconds of a clock that never jumps. */
  long nanoTime();

  /** Lets time pass. */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Waits until something changes or time has passed; it may also end for no reason.
   *
   * @param lock held by the caller
   * @param changed condition of the lock
   * @param nanos ns at most; the largest number: without an end
   */
  void await(Lock lock, Condition changed, long nanos) throws InterruptedException;

  /** The real ones. */
  static Time real() {
    return new Time() {
      @Override
      public Instant instant() {
        return Instant.now();
      }

      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
      }

      /** Who waits asks again in a loop. */
      @Override
      @SuppressWarnings("WaitNotInLoop")
      public void await(Lock lock, Condition changed, long nanos) throws InterruptedException {
        if (nanos == Long.MAX_VALUE) {
          changed.await();
        } else {
          boolean ignored = changed.await(nanos, TimeUnit.NANOSECONDS);
        }
      }
    };
  }
}
