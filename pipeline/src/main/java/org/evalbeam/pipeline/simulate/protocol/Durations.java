package org.evalbeam.pipeline.simulate.protocol;

import java.util.concurrent.TimeUnit;

/** Durations as the protocols write them. */
public final class Durations {

  private Durations() {}

  /** As OpenAI writes it: {@code 120ms}, {@code 1.5s}, {@code 6m0s}; rounded up to milliseconds. */
  static String compact(long nanos) {
    long millis = ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1));
    if (millis < 1000) {
      return millis + "ms";
    }
    long minutes = millis / 60_000;
    String seconds = String.valueOf(millis % 60_000 / 1000.0).replaceFirst("\\.0$", "") + "s";
    return minutes == 0 ? seconds : minutes + "m" + seconds;
  }

  /** Whole seconds, rounded up. */
  public static long seconds(long nanos) {
    return ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
  }

  private static long ceilDiv(long nanos, long unit) {
    return (nanos + unit - 1) / unit;
  }
}
