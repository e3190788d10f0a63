package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** The real time on a clock that is wrong, and on which retries wait for nothing. */
class ShiftedTime implements Time {

  private final Duration wrongBy;

  ShiftedTime(Duration wrongBy) {
    this.wrongBy = wrongBy;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(wrongBy);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime() + wrongBy.toNanos();
  }

  @Override
  public void sleep(Duration duration) {
    // what is retried here is there at once, or never
  }

  @Override
  public void await(Lock lock, Condition changed, long nanos) throws InterruptedException {
    Time.real().await(lock, changed, nanos);
  }
}
