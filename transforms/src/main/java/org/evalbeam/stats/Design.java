package org.evalbeam.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What a paired design could have seen, and what more rows or repeats would give (Miller 2024,
 * section 5): the variance of the mean difference over n rows is (ω² + σ²_A/K_A + σ²_B/K_B)/n, with
 * ω² of the rows and σ² of the answers to one row.
 *
 * @param rows rows compared, n
 * @param rowVariance what repeats can't lessen, times n over the variance of the mean: ω², with the
 *     clusters' share in it
 * @param answerVariance what repeats divide: σ²_A + σ²_B for one repeat of each
 */
public record Design(long rows, double rowVariance, double answerVariance) {

  /** Chance to see a true difference of the smallest size that can be seen. */
  public static final double POWER = 0.8;

  private static final double SEEN =
      Interval.Z + NormalDistribution.of(0, 1).inverseCumulativeProbability(POWER);

  /**
   * The smallest true difference that a test at 5 % sees with a chance of {@link #POWER}: (z_α/2 +
   * z_β)·SE.
   */
  public static double smallestDifference(double standardError) {
    return SEEN * standardError;
  }

  /** The standard error with so many repeats of both variants. */
  public double standardError(double repeats) {
    return Math.sqrt((rowVariance + answerVariance / repeats) / rows);
  }

  /**
   * The rows that an interval of this half width takes, everything else as it is.
   *
   * @param standardError now
   * @param halfWidth above 0
   */
  public static double rowsFor(long rows, double standardError, double halfWidth) {
    double ratio = Interval.Z * standardError / halfWidth;
    return Math.ceil(rows * ratio * ratio);
  }

  /**
   * The repeats of both variants that an interval of this half width takes on the same rows;
   * infinite where no number of repeats is enough, NaN where the variances aren't known.
   */
  public double repeatsFor(double halfWidth) {
    double allowed = rows * (halfWidth / Interval.Z) * (halfWidth / Interval.Z) - rowVariance;
    if (Double.isNaN(allowed) || Double.isNaN(answerVariance)) {
      return Double.NaN;
    }
    return allowed <= 0
        ? Double.POSITIVE_INFINITY
        : Math.max(1, Math.ceil(answerVariance / allowed));
  }
}
