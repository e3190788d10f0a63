package org.evalbeam.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.evalbeam.endpoint.pacing.Time;

/** A clock that only moves when told to, and on which sleeping takes no time. */
final class FakeTime implements Time {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final boolean standing;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong set = new AtomicLong();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> sleeps = Collections.synchronizedList(new ArrayList<>());

  FakeTime() {
    this(false);
  }

  /**
   * @param standing whether who waits for time waits until something else ends that
   */
  FakeTime(boolean standing) {
    this.standing = standing;
  }

  /** Lets time pass. */
  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** Sets the clock on the wall, as a time server does; no time passes. */
  void set(Duration forward) {
    set.addAndGet(forward.toNanos());
  }

  /** What was slept, in order. */
  List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos.get()).plusNanos(set.get());
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  /** How long calls were held back for rates and cooldowns, in order. */
  List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** What has an end takes no time; what ends only by another call is really waited for. */
  @Override
  @SuppressWarnings("WaitNotInLoop")
  public void await(Lock lock, Condition changed, long nanosAtMost) throws InterruptedException {
    if (standing || nanosAtMost == Long.MAX_VALUE) {
      changed.await();
    } else {
      pauses.add(Duration.ofNanos(nanosAtMost));
      pass(Duration.ofNanos(nanosAtMost));
    }
  }

  @Override
  public void sleep(Duration duration) {
    sleeps.add(duration);
    pass(duration);
  }
}
