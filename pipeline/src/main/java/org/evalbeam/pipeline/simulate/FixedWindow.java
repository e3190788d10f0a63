package org.evalbeam.pipeline.simulate;

/** An amount for each window of time; what was not taken in a window is lost. */
final class FixedWindow implements Meter {

  private final int limit;
  private final long windowNanos;
  private long windowStart;
  private double taken;

  /** Windows of this length, the first from now. */
  FixedWindow(int limit, long windowNanos, long now) {
    this.limit = limit;
    this.windowNanos = windowNanos;
    this.windowStart = now;
  }

  @Override
  public int limit() {
    return limit;
  }

  @Override
  public double left(long now) {
    long windows = (now - windowStart) / windowNanos;
    if (windows > 0) {
      windowStart += windows * windowNanos;
      taken = 0;
    }
    return limit - taken;
  }

  @Override
  public void take(double amount, long now) {
    taken = limit - left(now) + amount;
  }

  @Override
  public long nanosUntil(double amount, long now) {
    return left(now) >= amount ? 0 : windowStart + windowNanos - now;
  }
}
