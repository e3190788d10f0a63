package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How numbers are distributed, in little room: as counts of each value while these are few, else as
 * counts of buckets whose bounds grow by a constant factor (DDSketch: Masson, Rim and Lee 2019,
 * "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees"). In any
 * order of merging the counts are the same, to the bit.
 */
public final class Distribution {

  /** Different values that are counted exactly; of more, buckets are kept. */
  static final int MOST_VALUES = 512;

  /** Quantiles from buckets are off by this share of their value at most. */
  public static final double ERROR = 0.005;

  private static final double LOG_GAMMA = StrictMath.log((1 + ERROR) / (1 - ERROR));

  private final TreeMap<Double, Long> values = new TreeMap<>();
  private final TreeMap<Integer, Long> positive = new TreeMap<>();
  private final TreeMap<Integer, Long> negative = new TreeMap<>();
  private long zeros;
  private boolean exact = true;
  private long count;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Adds a finite number. */
  public void add(double x) {
    add(x + 0.0, 1); // +0 and -0 are one value
  }

  private void add(double x, long times) {
    count += times;
    min = Math.min(min, x);
    max = Math.max(max, x);
    if (exact) {
      values.merge(x, times, Long::sum);
      if (values.size() > MOST_VALUES) {
        coarsen();
      }
    } else {
      bucket(x, times);
    }
  }

  private void coarsen() {
    exact = false;
    values.forEach(this::bucket);
    values.clear();
  }

  private void bucket(double x, long times) {
    if (x == 0) {
      zeros += times;
    } else {
      int index = (int) StrictMath.ceil(StrictMath.log(Math.abs(x)) / LOG_GAMMA);
      (x > 0 ? positive : negative).merge(index, times, Long::sum);
    }
  }

  /** Adds the other's numbers. */
  public void merge(Distribution other) {
    if (other.count == 0) {
      return;
    }
    if (other.exact) {
      other.values.forEach(this::add);
      return;
    }
    if (exact) {
      coarsen();
    }
    other.positive.forEach((index, times) -> positive.merge(index, times, Long::sum));
    other.negative.forEach((index, times) -> negative.merge(index, times, Long::sum));
    zeros += other.zeros;
    count += other.count;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /** Numbers added. */
  public long count() {
    return count;
  }

  /** Whether quantiles are exact; else they are off by a share of {@link #ERROR} at most. */
  public boolean isExact() {
    return exact;
  }

  /** The smallest; NaN without any. */
  public double min() {
    return count == 0 ? Double.NaN : min;
  }

  /** The largest; NaN without any. */
  public double max() {
    return count == 0 ? Double.NaN : max;
  }

  /**
   * The quantile as definition 7 of Hyndman and Fan 1996, numpy's default: the value at the place
   * q·(n−1), and between two places in proportion.
   *
   * @param q from 0 to 1
   * @return NaN without any numbers
   */
  public double quantile(double q) {
    if (count == 0) {
      return Double.NaN;
    }
    double place = q * (count - 1);
    long below = (long) Math.floor(place);
    double low = at(below);
    double high = at(Math.min(below + 1, count - 1));
    return low + (place - below) * (high - low);
  }

  /** The number at a place in their order, from 0. */
  private double at(long place) {
    long passed = 0;
    for (Map.Entry<Double, Long> value : values.entrySet()) {
      passed += value.getValue();
      if (passed > place) {
        return value.getKey();
      }
    }
    for (Map.Entry<Integer, Long> bucket : negative.descendingMap().entrySet()) {
      passed += bucket.getValue();
      if (passed > place) {
        return inRange(-middle(bucket.getKey()));
      }
    }
    passed += zeros;
    if (passed > place) {
      return 0;
    }
    for (Map.Entry<Integer, Long> bucket : positive.entrySet()) {
      passed += bucket.getValue();
      if (passed > place) {
        return inRange(middle(bucket.getKey()));
      }
    }
    return max;
  }

  /** The number that is off by the same share from both bounds of a bucket. */
  private static double middle(int index) {
    return StrictMath.exp(index * LOG_GAMMA) * (1 - ERROR);
  }

  private double inRange(double x) {
    return Math.max(min, Math.min(max, x));
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(min);
    out.writeDouble(max);
    out.writeBoolean(exact);
    out.writeInt(values.size());
    for (Map.Entry<Double, Long> value : values.entrySet()) {
      out.writeDouble(value.getKey());
      out.writeLong(value.getValue());
    }
    out.writeLong(zeros);
    write(positive, out);
    write(negative, out);
  }

  private static void write(Map<Integer, Long> buckets, DataOutput out) throws IOException {
    out.writeInt(buckets.size());
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      out.writeInt(bucket.getKey());
      out.writeLong(bucket.getValue());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Distribution read(DataInput in) throws IOException {
    Distribution read = new Distribution();
    read.count = in.readLong();
    read.min = in.readDouble();
    read.max = in.readDouble();
    read.exact = in.readBoolean();
    for (int left = in.readInt(); left > 0; left--) {
      read.values.put(in.readDouble(), in.readLong());
    }
    read.zeros = in.readLong();
    read(read.positive, in);
    read(read.negative, in);
    return read;
  }

  private static void read(Map<Integer, Long> buckets, DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      buckets.put(in.readInt(), in.readLong());
    }
  }
}
