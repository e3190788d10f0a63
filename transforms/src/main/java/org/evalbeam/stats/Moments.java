package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Count, mean and sums of powers of the deviations of some numbers, mergeable in any order. Source:
 * Chan, Golub and LeVeque 1983, "Algorithms for Computing the Sample Variance", equation 2.1; Pébay
 * 2008, "Formulas for Robust, One-Pass Parallel Computation of Covariances and Arbitrary-Order
 * Statistical Moments", equations 2.1 and 2.2 for the third power.
 *
 * @param count how many numbers
 * @param mean their mean; 0 where there are none
 * @param m2 sum of the squared deviations from the mean
 * @param m3 sum of their cubes
 */
public record Moments(long count, double mean, double m2, double m3) {

  /** The moments of no numbers. */
  public static final Moments NONE = new Moments(0, 0, 0, 0);

  /** The moments of one number. */
  public static Moments of(double x) {
    return new Moments(1, x, 0, 0);
  }

  /** The moments with one more number; the number is finite. */
  public Moments plus(double x) {
    return merge(of(x));
  }

  /** The moments of these numbers and the other's. */
  public Moments merge(Moments other) {
    if (count == 0) {
      return other;
    }
    if (other.count == 0) {
      return this;
    }
    double a = count;
    double b = other.count;
    double n = a + b;
    double delta = other.mean - mean;
    return new Moments(
        count + other.count,
        mean + delta * b / n,
        m2 + other.m2 + delta * delta * (a * b / n),
        m3
            + other.m3
            + delta * delta * delta * (a * b * (a - b) / (n * n))
            + 3 * delta * (a * other.m2 - b * m2) / n);
  }

  /** The sample variance (ddof 1); NaN for fewer than two numbers. */
  public double variance() {
    return count < 2 ? Double.NaN : m2 / (count - 1);
  }

  /** The skewness √n·m3/m2^1.5; NaN where the numbers don't vary. */
  public double skewness() {
    return Rounding.spread(m2, mean, (double) count) > 0
        ? Math.sqrt((double) count) * m3 / Math.pow(m2, 1.5)
        : Double.NaN;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
    out.writeDouble(m2);
    out.writeDouble(m3);
  }

  static Moments read(DataInput in) throws IOException {
    return new Moments(in.readLong(), in.readDouble(), in.readDouble(), in.readDouble());
  }
}
