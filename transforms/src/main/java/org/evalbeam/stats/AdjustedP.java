package org.evalbeam.stats;

import java.util.Arrays;

/** P-values of one family, adjusted for their number. Equal p-values have equal adjusted ones. */
public final class AdjustedP {

  private final double[] sorted;
  private final double[] holm;
  private final double[] falseDiscovery;

  private AdjustedP(double[] sorted) {
    int m = sorted.length;
    this.sorted = sorted;
    this.holm = new double[m];
    this.falseDiscovery = new double[m];
    double largest = 0;
    for (int i = 0; i < m; i++) {
      largest = Math.max(largest, Math.min(1, (m - i) * sorted[i]));
      holm[i] = largest;
    }
    double smallest = 1;
    for (int i = m - 1; i >= 0; i--) {
      smallest = Math.min(smallest, sorted[i] * m / (i + 1));
      falseDiscovery[i] = smallest;
    }
  }

  /** The family of these p-values. */
  public static AdjustedP of(double[] pValues) {
    double[] sorted = pValues.clone();
    Arrays.sort(sorted);
    return new AdjustedP(sorted);
  }

  /** P-values in the family. */
  public int size() {
    return sorted.length;
  }

  /**
   * Holm's: below α with a chance of at most α that any of the family's true hypotheses is. The
   * largest (m−i+1)·p_(i) up to its rank (Holm 1979).
   *
   * @param pValue one of the family
   */
  public double holm(double pValue) {
    return holm[first(pValue)];
  }

  /**
   * Benjamini and Hochberg's: among those below α the expected share of true hypotheses is at most
   * α. The smallest p_(i)·m/i from its rank on (Benjamini and Hochberg 1995).
   *
   * @param pValue one of the family
   */
  public double benjaminiHochberg(double pValue) {
    return falseDiscovery[first(pValue)];
  }

  private int first(double pValue) {
    int at = Arrays.binarySearch(sorted, pValue);
    if (at < 0) {
      throw new IllegalArgumentException(pValue + " is no p-value of the family");
    }
    return at;
  }
}
