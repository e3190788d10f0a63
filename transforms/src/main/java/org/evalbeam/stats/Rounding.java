package org.evalbeam.stats;

/** Tells numbers that differ from equal ones whose sums were rounded differently. */
final class Rounding {

  /** What is smaller than this share of the numbers is rounding. */
  private static final double SHARE = 1e-12;

  private Rounding() {}

  /** The difference of two numbers; 0 where they differ by rounding only. */
  static double difference(double first, double second) {
    double difference = first - second;
    double scale = Math.max(Math.abs(first), Math.abs(second));
    return Math.abs(difference) <= SHARE * scale ? 0 : difference;
  }

  /**
   * A sum of squared deviations; 0 where it is rounding only.
   *
   * @param mean of what deviates
   * @param weight how many squares are in the sum
   */
  static double spread(double squares, double mean, double weight) {
    return Math.sqrt(squares) <= SHARE * Math.abs(mean) * Math.sqrt(weight) ? 0 : squares;
  }
}
