package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of two variants on the rows that both scored: moments of the differences of the
 * rows' means, and, while they are few, the differences themselves for the exact test.
 */
public final class PairTally {

  private ClusterMoments differences = new ClusterMoments();
  private double sumOfFirst;
  private double sumOfSecond;
  private long higher;
  private long lower;

  /** Sums of the clusters' differences, those that are not 0; null once they are too many. */
  private double @Nullable [] sums = new double[0];

  /** Adds a row that belongs to no cluster. */
  void addRow(double first, double second) {
    double difference = count(first, second);
    differences.addRow(difference);
    keep(difference);
  }

  /**
   * Adds a whole cluster.
   *
   * @param first the first variant's mean of each row; NaN where it has none
   * @param second the second's, likewise
   */
  void addCluster(double[] first, double[] second) {
    Moments moments = Moments.NONE;
    double sum = 0;
    for (int row = 0; row < first.length; row++) {
      if (!Double.isNaN(first[row]) && !Double.isNaN(second[row])) {
        double difference = count(first[row], second[row]);
        moments = moments.plus(difference);
        sum += difference;
      }
    }
    if (moments.count() > 0) {
      differences.addCluster(moments);
      keep(sum);
    }
  }

  private double count(double first, double second) {
    double difference = Rounding.difference(first, second);
    sumOfFirst += first;
    sumOfSecond += second;
    higher += difference > 0 ? 1 : 0;
    lower += difference < 0 ? 1 : 0;
    return difference;
  }

  /** A sum of 0 has no sign that could be another: only those that differ count for the test. */
  private void keep(double sum) {
    if (sums != null && sum != 0) {
      sums = sums.length < PairedTests.MOST_EXACT ? Arrays.copyOf(sums, sums.length + 1) : null;
      if (sums != null) {
        sums[sums.length - 1] = sum;
      }
    }
  }

  /** Adds the other's rows. */
  void merge(PairTally other) {
    differences.merge(other.differences);
    sumOfFirst += other.sumOfFirst;
    sumOfSecond += other.sumOfSecond;
    higher += other.higher;
    lower += other.lower;
    if (other.sums == null) {
      sums = null;
    } else {
      for (double sum : other.sums) {
        keep(sum);
      }
    }
  }

  /** First minus second, over the rows that both scored. */
  public ClusterMoments differences() {
    return differences;
  }

  /** The first variant's mean over those rows. */
  public double meanOfFirst() {
    return sumOfFirst / differences.rows();
  }

  /** The second variant's mean over those rows. */
  public double meanOfSecond() {
    return sumOfSecond / differences.rows();
  }

  /** Rows on which the first has the higher score. */
  public long higher() {
    return higher;
  }

  /** Rows on which the first has the lower score. */
  public long lower() {
    return lower;
  }

  /**
   * The p-value of the exact sign-flip test; NaN without rows, and where more of them differ (of
   * clusters: more sums) than it can take.
   */
  public double signFlip() {
    return sums == null || differences.rows() == 0 ? Double.NaN : PairedTests.signFlip(sums);
  }

  void write(DataOutput out) throws IOException {
    differences.write(out);
    out.writeDouble(sumOfFirst);
    out.writeDouble(sumOfSecond);
    out.writeLong(higher);
    out.writeLong(lower);
    out.writeInt(sums == null ? -1 : sums.length);
    if (sums != null) {
      for (double sum : sums) {
        out.writeDouble(sum);
      }
    }
  }

  static PairTally read(DataInput in) throws IOException {
    PairTally read = new PairTally();
    read.differences = ClusterMoments.read(in);
    read.sumOfFirst = in.readDouble();
    read.sumOfSecond = in.readDouble();
    read.higher = in.readLong();
    read.lower = in.readLong();
    int kept = in.readInt();
    read.sums = kept < 0 ? null : new double[kept];
    for (int i = 0; i < kept; i++) {
      if (read.sums != null) {
        read.sums[i] = in.readDouble();
      }
    }
    return read;
  }
}
