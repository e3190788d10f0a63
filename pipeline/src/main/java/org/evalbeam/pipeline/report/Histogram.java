package org.evalbeam.pipeline.report;

/**
 * How often scores fall into each of some equal parts of a range; what lies outside falls into the
 * part at that end. Beside it, their sum.
 */
final class Histogram {

  private static final int PARTS = 20;

  private final double low;
  private final double high;
  private final long[] counts;
  private double sum;

  /** A histogram of scores in a range; whole numbers get a part each, where there are few. */
  Histogram(Results.Range range) {
    double span = range.high() - range.low();
    boolean whole =
        range.low() == Math.rint(range.low())
            && span == Math.rint(span)
            && span > 1
            && span < PARTS;
    double margin = whole ? 0.5 : 0;
    this.low = range.low() - margin;
    this.high = range.high() + margin;
    this.counts = new long[whole ? (int) span + 1 : span > 0 ? PARTS : 1];
  }

  void add(double score) {
    double share = high > low ? (score - low) / (high - low) : 0;
    counts[(int) Math.min(counts.length - 1, Math.max(0, share * counts.length))]++;
    sum += score;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  long[] counts() {
    return counts;
  }

  /** What the scores add up to. */
  double sum() {
    return sum;
  }
}
