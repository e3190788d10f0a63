package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** A clock that only moves when told to; for one thread. */
final class VirtualTime implements Time {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private long nanos;

  void moveTo(long instant) {
    nanos = instant;
  }

  void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos);
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) {
    pass(duration);
  }

  /** Simulations ask when a call may go, and never wait. */
  @Override
  public void await(Lock lock, Condition changed, long nanos) {
    throw new AssertionError("nobody waits in virtual time");
  }
}
