package org.evalbeam.stats;

/**
 * Count, mean and sum of squared deviations of some numbers, mergeable in any order. Source: Chan,
 * Golub and LeVeque 1983, "Algorithms for Computing the Sample Variance", equation 2.1; Pébay 2008.
 *
 * @param count how many numbers
 * @param mean their mean; 0 where there are none
 * @param m2 sum of the squared deviations from the mean
 */
public record Moments(long count, double mean, double m2) {

  /** The moments of no numbers. */
  public static final Moments NONE = new Moments(0, 0, 0);

  /** The moments of one number. */
  public static Moments of(double x) {
    return new Moments(1, x, 0);
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
    long n = count + other.count;
    double delta = other.mean - mean;
    return new Moments(
        n,
        mean + delta * other.count / n,
        m2 + other.m2 + delta * delta * ((double) count * other.count / n));
  }

  /** The sample variance (ddof 1); NaN for fewer than two numbers. */
  public double variance() {
    return count < 2 ? Double.NaN : m2 / (count - 1);
  }
}
