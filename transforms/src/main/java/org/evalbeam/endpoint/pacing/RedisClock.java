package org.evalbeam.endpoint.pacing;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The clock of Redis, kept in step with the help of a local one that never jumps. Workers whose own
 * clocks disagree would otherwise refill a common bucket by the clock that is ahead, and the one
 * behind would find it empty. It is compared every minute and then slewed, never set, so that a
 * jump of Redis's own clock neither fills nor stops a bucket.
 */
final class RedisClock implements TimeMeter {

  private static final long COMPARED_EVERY = Duration.ofMinutes(1).toNanos();
  private static final double SLEW = 500e-6;

  private final LongSupplier redisMicros;
  private final Time time;
  private final ReentrantLock comparing = new ReentrantLock();
  private volatile long offset;
  private volatile long comparedAt;

  /**
   * Compares at once.
   *
   * @param redisMicros asks Redis for its time, in microseconds since 1970
   */
  RedisClock(LongSupplier redisMicros, Time time) {
    this.redisMicros = redisMicros;
    this.time = time;
    this.offset = measure();
    this.comparedAt = time.nanoTime();
  }

  @Override
  public long currentTimeNanos() {
    if (time.nanoTime() - comparedAt > COMPARED_EVERY && comparing.tryLock()) {
      try {
        compare();
      } finally {
        comparing.unlock();
      }
    }
    return time.nanoTime() + offset;
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }

  private void compare() {
    long now = time.nanoTime();
    long most = (long) ((now - comparedAt) * SLEW);
    long before = offset;
    long error = measure() - before;
    offset = before + Math.max(-most, Math.min(most, error));
    comparedAt = now;
  }

  /** The reply stands for the middle of the time it took. */
  private long measure() {
    long asked = time.nanoTime();
    long there = redisMicros.getAsLong() * 1000;
    long answered = time.nanoTime();
    return there - (asked + (answered - asked) / 2);
  }
}
