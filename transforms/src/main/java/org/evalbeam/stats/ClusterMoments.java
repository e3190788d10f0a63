package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The mean of rows that come in clusters, and how sure it is. A row without a cluster is a cluster
 * of its own, so that plain standard errors are a special case.
 *
 * <p>With n rows in C clusters, and for each cluster c its number of rows n_c and their sum S_c,
 * the standard error is √(C/(C−1)·Σ(S_c − n_c·m)²)/n (Miller 2024, "Adding Error Bars to Evals",
 * section 2.2; the factor as of Cameron and Miller 2015, section II.B). The sum needs the mean of
 * all, which nobody knows while clusters are merged. Kept are, for the mean m so far, A = Σ(S_c −
 * n_c·m)², B = Σn_c(S_c − n_c·m) and D = Σn_c²; when the mean moves by −δ, A becomes A + 2δB + δ²D
 * and B becomes B + δD, which loses no digits far from zero.
 */
public final class ClusterMoments {

  private long rows;
  private long clusters;
  private boolean named;
  private double mean;
  private double m2;
  private double a;
  private double b;
  private double d;

  /** Adds a row that belongs to no cluster. */
  public void addRow(double value) {
    merge(1, 1, false, value, 0, 0, 0, 1);
  }

  /**
   * Adds a whole cluster; no other may be added of the same rows.
   *
   * @param values one for each of its rows, at least one
   */
  public void addCluster(Moments values) {
    double n = values.count();
    merge(values.count(), 1, true, values.mean(), values.m2(), 0, 0, n * n);
  }

  /** Adds the other's clusters, which are others than these. */
  public void merge(ClusterMoments other) {
    merge(other.rows, other.clusters, other.named, other.mean, other.m2, other.a, other.b, other.d);
  }

  private void merge(
      long otherRows,
      long otherClusters,
      boolean otherNamed,
      double otherMean,
      double otherM2,
      double otherA,
      double otherB,
      double otherD) {
    if (otherRows == 0) {
      return;
    }
    double n = (double) rows + otherRows;
    double delta = otherMean - mean;
    double merged = rows == 0 ? otherMean : mean + delta * otherRows / n;
    double mine = mean - merged;
    double others = otherMean - merged;
    m2 = m2 + otherM2 + (rows == 0 ? 0 : delta * delta * (rows * (double) otherRows / n));
    a = a + mine * (2 * b + mine * d) + otherA + others * (2 * otherB + others * otherD);
    b = b + mine * d + otherB + others * otherD;
    d = d + otherD;
    mean = merged;
    rows += otherRows;
    clusters += otherClusters;
    named |= otherNamed;
  }

  /** Rows added. */
  public long rows() {
    return rows;
  }

  /** Clusters added; a row without a cluster is one. */
  public long clusters() {
    return clusters;
  }

  /** Whether any row belongs to a cluster that the dataset names. */
  public boolean clustered() {
    return named;
  }

  /** The mean over rows; NaN without any. */
  public double mean() {
    return rows == 0 ? Double.NaN : mean;
  }

  /** The sample variance of the rows (ddof 1); NaN for fewer than two. */
  public double variance() {
    return rows < 2 ? Double.NaN : Rounding.spread(m2, mean, (double) rows) / (rows - 1);
  }

  /** The standard error of the mean; NaN for fewer than two clusters. */
  public double standardError() {
    if (clusters < 2) {
      return Double.NaN;
    }
    double sum =
        clusters == rows ? Rounding.spread(m2, mean, (double) rows) : Rounding.spread(a, mean, d);
    return Math.sqrt(sum * clusters / (clusters - 1.0)) / rows;
  }

  /** What the standard error would be, were all rows independent; NaN for fewer than two. */
  public double plainStandardError() {
    return Math.sqrt(variance() / rows);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(rows);
    out.writeLong(clusters);
    out.writeBoolean(named);
    for (double figure : new double[] {mean, m2, a, b, d}) {
      out.writeDouble(figure);
    }
  }

  static ClusterMoments read(DataInput in) throws IOException {
    ClusterMoments moments = new ClusterMoments();
    moments.rows = in.readLong();
    moments.clusters = in.readLong();
    moments.named = in.readBoolean();
    moments.mean = in.readDouble();
    moments.m2 = in.readDouble();
    moments.a = in.readDouble();
    moments.b = in.readDouble();
    moments.d = in.readDouble();
    return moments;
  }
}
