package org.evalbeam.pipeline.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** Counts by second, for {@link Seconds}; not safe for use by several threads. */
final class Timeline {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** One count by second. */
  private static final class Column {

    private long[] counts = new long[0];

    private void add(int second, long amount) {
      if (second >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(64, second + second / 2 + 1));
      }
      counts[second] += amount;
    }

    private List<Long> list(int length) {
      return LongStream.of(Arrays.copyOf(counts, length)).boxed().toList();
    }
  }

  private final LongSupplier nanoClock;
  private final Column ok = new Column();
  private final Column rateLimited = new Column();
  private final Column tokens = new Column();
  private long start;
  private int seconds;

  Timeline(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** The first call has come. */
  void start() {
    start = nanoClock.getAsLong();
  }

  void ok() {
    ok.add(second(), 1);
  }

  void rateLimited() {
    rateLimited.add(second(), 1);
  }

  void tokens(int amount) {
    tokens.add(second(), amount);
  }

  private int second() {
    int second = (int) Math.max(0, (nanoClock.getAsLong() - start) / SECOND);
    seconds = Math.max(seconds, second + 1);
    return second;
  }

  Seconds counts() {
    return new Seconds(ok.list(seconds), rateLimited.list(seconds), tokens.list(seconds));
  }
}
