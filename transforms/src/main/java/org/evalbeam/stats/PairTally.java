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

  /** Differences closer than this share of the scores are rounding. */
  private static final double ROUNDING = 1e-12;

  private ClusterMoments differences = new ClusterMoments();
  private double sumOfFirst;
  private long higher;
  private long lower;

  /** Sums of the clusters' differences, {@code kept} of them; null once they are too many. */
  private double @Nullable [] sums = new double[0];

  /** The difference of two row means; 0 where they differ by rounding only. */
  static double difference(double first, double second) {
    double difference = first - second;
    double scale = Math.max(Math.abs(first), Math.abs(second));
    return Math.abs(difference) <= ROUNDING * scale ? 0 : difference;
  }

  /** Adds a row that belongs to no cluster. */
  void addRow(double first, double second) {
    double difference = difference(first, second);
    count(first, difference);
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
        double difference = difference(first[row], second[row]);
        count(first[row], difference);
        moments = moments.plus(difference);
        sum += difference;
      }
    }
    if (moments.count() > 0) {
      differences.addCluster(moments);
      keep(sum);
    }
  }

  private void count(double first, double difference) {
    sumOfFirst += first;
    higher += difference > 0 ? 1 : 0;
    lower += difference < 0 ? 1 : 0;
  }

  private void keep(double sum) {
    if (sums != null) {
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

  /** Rows on which the first has the higher score. */
  public long higher() {
    return higher;
  }

  /** Rows on which the first has the lower score. */
  public long lower() {
    return lower;
  }

  /** The p-value of the exact sign-flip test; NaN where there are too many differences for it. */
  public double signFlip() {
    return sums == null || sums.length == 0 ? Double.NaN : PairedTests.signFlip(sums);
  }

  void write(DataOutput out) throws IOException {
    differences.write(out);
    out.writeDouble(sumOfFirst);
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
