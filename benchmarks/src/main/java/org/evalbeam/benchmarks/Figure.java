package org.evalbeam.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param name what it is; the same in every round of a benchmark
 * @param value the number
 * @param unit its unit, such as {@code s}; empty for a ratio
 * @param bar what it has to reach; null where it only stands beside the others
 */
record Figure(String name, double value, String unit, @Nullable Bar bar) {

  /** The unit of what is counted, not measured. */
  static final String CALLS = "calls";

  static Figure seconds(String name, double value) {
    return new Figure(name, value, "s", null);
  }

  static Figure megabytes(String name, double value) {
    return new Figure(name, value, "MB", null);
  }

  static Figure perSecond(String name, double value) {
    return new Figure(name, value, "/s", null);
  }

  static Figure calls(String name, long value) {
    return new Figure(name, value, CALLS, null);
  }

  static Figure percent(String name, double value) {
    return new Figure(name, value, "%", null);
  }

  static Figure ratio(String name, double value) {
    return new Figure(name, value, "", null);
  }

  Figure against(Bar limit) {
    return new Figure(name, value, unit, limit);
  }
}
