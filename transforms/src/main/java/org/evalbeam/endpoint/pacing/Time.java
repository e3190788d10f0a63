package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.time.InstantSource;

/** Clocks and waiting, so that tests need not wait. */
public interface Time extends InstantSource {

  /** Nanoseconds of a clock that never jumps. */
  long nanoTime();

  void sleep(Duration duration) throws InterruptedException;

  /** The real ones. */
  static Time real() {
    return new Time() {
      @Override
      public java.time.Instant instant() {
        return java.time.Instant.now();
      }

      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        java.util.concurrent.TimeUnit.NANOSECONDS.sleep(duration.toNanos());
      }
    };
  }
}
