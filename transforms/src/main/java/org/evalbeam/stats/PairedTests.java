package org.evalbeam.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Whether two variants differ, by the rows that both scored; two-sided p-values. */
public final class PairedTests {

  /** Differences that the exact test can take; it looks at 2^(n−1) signs. */
  public static final int MOST_EXACT = 20;

  /** Sums as large as the one seen, but for rounding, are as large. */
  private static final double ROUNDING = 1e-9;

  private PairedTests() {}

  /**
   * Student's paired test: P(|T| ≥ |d|/SE).
   *
   * @param standardError above 0
   * @param degrees degrees of freedom, at least 1
   */
  public static double student(double difference, double standardError, double degrees) {
    double t = Math.abs(difference) / standardError;
    return 2 * TDistribution.of(degrees).survivalProbability(t);
  }

  /**
   * Fisher's exact sign-flip test: were the variants equal, each independent difference could as
   * well have had the other sign. The share of all choices of signs whose sum is as far from 0 as
   * the one seen (Fisher 1935, "The Design of Experiments", section 21).
   *
   * @param differences of rows, or the sums of clusters; at most {@link #MOST_EXACT}
   */
  public static double signFlip(double[] differences) {
    double[] parts =
        Arrays.stream(differences).map(Math::abs).filter(x -> x > 0).sorted().toArray();
    if (parts.length > MOST_EXACT) {
      throw new IllegalArgumentException(parts.length + " differences are too many");
    }
    if (parts.length == 0) {
      return 1;
    }
    double[] inOrder = differences.clone();
    Arrays.sort(inOrder);
    double seen = Math.abs(Arrays.stream(inOrder).sum());
    double bound = seen - ROUNDING * Arrays.stream(parts).sum();
    int last = parts.length - 1; // its sign stays, since the other half mirrors this one
    boolean[] minus = new boolean[last];
    double sum = Arrays.stream(parts).sum();
    long all = 1L << last;
    long asFar = sum >= bound ? 1 : 0;
    for (long step = 1; step < all; step++) {
      int flipped = Long.numberOfTrailingZeros(step); // as in a Gray code: one sign at a time
      minus[flipped] = !minus[flipped];
      sum += minus[flipped] ? -2 * parts[flipped] : 2 * parts[flipped];
      asFar += Math.abs(sum) >= bound ? 1 : 0;
    }
    return (double) asFar / all;
  }

  /**
   * McNemar's exact test: whether the rows that only one variant got right are as often the one's
   * as the other's (McNemar 1947; exact as of the binomial distribution).
   *
   * @param onlyA rows that only the first got right
   * @param onlyB rows that only the second got right
   */
  public static double mcNemar(long onlyA, long onlyB) {
    int discordant = Math.toIntExact(onlyA + onlyB);
    if (discordant == 0) {
      return 1;
    }
    int fewer = (int) Math.min(onlyA, onlyB);
    return Math.min(1, 2 * BinomialDistribution.of(discordant, 0.5).cumulativeProbability(fewer));
  }
}
