package org.evalbeam.benchmarks;

import java.util.Locale;

/**
 * What a figure has to reach.
 *
 * @param bound whether the limit is the least or the most that is allowed
 * @param limit in the figure's unit
 */
record Bar(Bound bound, double limit) {

  /** Which side of the limit is the good one. */
  enum Bound {
    AT_LEAST,
    AT_MOST
  }

  static Bar atLeast(double limit) {
    return new Bar(Bound.AT_LEAST, limit);
  }

  static Bar atMost(double limit) {
    return new Bar(Bound.AT_MOST, limit);
  }

  boolean isMetBy(double value) {
    return bound == Bound.AT_LEAST ? value >= limit : value <= limit;
  }

  /** As a report shows it, such as {@code ≥ 0.95} or {@code ≤ 1000}. */
  String shown() {
    String format = limit > 0 && limit < 10 ? "%s %.2f" : "%s %.0f";
    return String.format(Locale.ROOT, format, bound == Bound.AT_LEAST ? "≥" : "≤", limit);
  }
}
