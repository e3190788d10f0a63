package org.evalbeam.flow;

import org.evalbeam.data.PairedTest;
import org.evalbeam.stats.ClusterMoments;
import org.evalbeam.stats.PairTally;
import org.evalbeam.stats.PairedTests;
import org.jspecify.annotations.Nullable;

/**
 * The p-value of two variants, by the test that fits their scores.
 *
 * @param value the p-value; null where they share no rows
 * @param test which test it is of; null likewise
 */
record PairedP(@Nullable Double value, @Nullable PairedTest test) {

  /**
   * Tests whether two variants differ.
   *
   * @param plainBinary whether each row has one score of each, 0 or 1
   */
  static PairedP of(PairTally pair, boolean plainBinary) {
    ClusterMoments differences = pair.differences();
    if (differences.rows() == 0) {
      return new PairedP(null, null);
    }
    if (plainBinary && !differences.clustered()) {
      return new PairedP(PairedTests.mcNemar(pair.higher(), pair.lower()), PairedTest.MCNEMAR);
    }
    double exact = pair.signFlip();
    if (!Double.isNaN(exact)) {
      return new PairedP(exact, PairedTest.SIGN_FLIP);
    }
    double error = differences.standardError();
    if (error == 0) {
      return new PairedP(ofEqualDifferences(differences), PairedTest.SIGN_FLIP);
    }
    return new PairedP(
        PairedTests.student(differences.mean(), error, differences.clusters() - 1.0),
        PairedTest.STUDENT_T);
  }

  /**
   * Tests whether one of two variants is preferred, by the points that preferences gave them.
   *
   * @param single whether each row has one preference
   */
  static PairedP ofPreferences(PairTally points, boolean single) {
    ClusterMoments differences = points.differences();
    return single && !differences.clustered() && differences.rows() > 0
        ? new PairedP(PairedTests.mcNemar(points.higher(), points.lower()), PairedTest.SIGN)
        : of(points, false);
  }

  /** All signs are the same, and only two choices of signs go as far. */
  private static double ofEqualDifferences(ClusterMoments differences) {
    return differences.mean() == 0 ? 1 : Math.pow(2, 1.0 - differences.clusters());
  }
}
