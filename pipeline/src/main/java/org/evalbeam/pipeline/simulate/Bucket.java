package org.evalbeam.pipeline.simulate;

/** A bucket that starts full and refills continuously. */
final class Bucket implements Meter {

  private final int limit;
  private final double perNano;
  private double level;
  private long levelAt;

  /** A bucket that goes from empty to full in so many nanoseconds. */
  Bucket(int limit, long nanosToFill, long now) {
    this.limit = limit;
    this.perNano = (double) limit / nanosToFill;
    this.level = limit;
    this.levelAt = now;
  }

  @Override
  public int limit() {
    return limit;
  }

  @Override
  public double left(long now) {
    level = Math.min(limit, level + (now - levelAt) * perNano);
    levelAt = now;
    return level;
  }

  @Override
  public void take(double amount, long now) {
    level = left(now) - amount;
  }

  @Override
  public long nanosUntil(double amount, long now) {
    return (long) Math.ceil(Math.max(0, amount - left(now)) / perNano);
  }
}
