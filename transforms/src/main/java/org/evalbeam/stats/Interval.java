package org.evalbeam.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An interval that covers what is estimated in {@link #LEVEL} of all samples.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {

  /** The share of samples whose interval covers the truth. */
  public static final double LEVEL = 0.95;

  private static final double UPPER_TAIL = 1 - (1 - LEVEL) / 2;

  /** The normal quantile that belongs to the level, 1.96. */
  static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(UPPER_TAIL);

  /**
   * Student's interval, mean ± t·SE.
   *
   * @param degrees degrees of freedom, at least 1
   */
  public static Interval student(double mean, double standardError, double degrees) {
    double half = t(degrees) * standardError;
    return new Interval(mean - half, mean + half);
  }

  /** The t quantile that belongs to the level. */
  static double t(double degrees) {
    return TDistribution.of(degrees).inverseCumulativeProbability(UPPER_TAIL);
  }

  /**
   * Wilson's score interval of a proportion, (p + z²/2n ± z√(p(1−p)/n + z²/4n²))/(1 + z²/n) (Wilson
   * 1927).
   *
   * @param proportion from 0 to 1
   * @param n independent trials that it rests on; need not be whole
   */
  public static Interval wilson(double proportion, double n) {
    double z2 = Z * Z;
    double centre = proportion + z2 / (2 * n);
    double half = Z * Math.sqrt(proportion * (1 - proportion) / n + z2 / (4 * n * n));
    double scale = 1 + z2 / n;
    return new Interval(Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale));
  }

  /**
   * Wilson's interval of a proportion that rests on scores which aren't independent: repeats of a
   * row, rows of a cluster. As many independent trials are taken as would have the same standard
   * error, fewer by (z/t)² for what a standard error from few rows is worth (Kish 1965 for the
   * effective size; Korn and Graubard 1998 for the degrees of freedom; Dean and Pagano 2015 for
   * Wilson's interval upon it).
   *
   * @param standardError of the proportion, clustered where there are clusters
   * @param clusters independent units, at least 1; a row without a cluster is one
   * @param scores all scores, repeats included; no sample is worth more than that
   */
  public static Interval wilsonEffective(
      double proportion, double standardError, long clusters, long scores) {
    if (!(standardError > 0)) {
      return wilson(proportion, (double) clusters);
    }
    double shrunk = Z / t(clusters - 1.0);
    double effective =
        proportion * (1 - proportion) / (standardError * standardError) * shrunk * shrunk;
    return wilson(proportion, Math.min((double) scores, effective));
  }

  /** The part of the interval between two bounds; an infinite bound is none. */
  public Interval clip(double min, double max) {
    return new Interval(Math.max(min, Math.min(max, low)), Math.max(min, Math.min(max, high)));
  }
}
