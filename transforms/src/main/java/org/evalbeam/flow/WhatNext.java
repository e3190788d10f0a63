package org.evalbeam.flow;

import org.evalbeam.data.Advice;
import org.evalbeam.data.Gap;
import org.evalbeam.stats.ClusterMoments;
import org.evalbeam.stats.Design;
import org.evalbeam.stats.RepeatSpread;
import org.jspecify.annotations.Nullable;

/**
 * How many rows, or repeats, would make the interval of a difference as narrow as is wanted.
 *
 * @param halfWidth the half width wanted; null where the metric has no range
 * @param rows rows for it; null where that can't be told
 * @param repeats repeats of both for it on the same rows; null where none are enough, or that can't
 *     be told
 * @param advice what to run; null where that can't be told
 * @param gap why something can't be told; null where all is
 */
record WhatNext(
    @Nullable Double halfWidth,
    @Nullable Long rows,
    @Nullable Long repeats,
    @Nullable Advice advice,
    @Nullable Gap gap) {

  /**
   * The advice on a pair.
   *
   * @param range how far scores of the two can be apart; infinite where the metric has no range
   * @param share the half width wanted, as a share of the range
   */
  static WhatNext of(
      ClusterMoments differences,
      RepeatSpread spreadA,
      RepeatSpread spreadB,
      double range,
      double share) {
    if (Double.isInfinite(range)) {
      return new WhatNext(null, null, null, null, Gap.NO_RANGE);
    }
    double halfWidth = share * range;
    Gap gap = PairedRow.intervalGap(differences);
    if (gap != null) {
      return new WhatNext(halfWidth, null, null, null, gap);
    }
    double error = differences.standardError();
    double rows = Design.rowsFor(differences.rows(), error, halfWidth);
    Design design = design(differences.rows(), error, spreadA, spreadB);
    double repeats = design.repeatsFor(halfWidth);
    return new WhatNext(
        halfWidth,
        (long) rows,
        Double.isFinite(repeats) ? Long.valueOf((long) repeats) : null,
        advice(rows, repeats, differences.rows()),
        Double.isNaN(repeats) ? Gap.ONE_REPEAT : null);
  }

  /** Splits the variance of the difference into what repeats lessen and what they don't. */
  private static Design design(
      long rows, double error, RepeatSpread spreadA, RepeatSpread spreadB) {
    double perAnswer = spreadA.answerVariance() + spreadB.answerVariance();
    double asRun =
        spreadA.answerVariance() * spreadA.meanInverseRepeats()
            + spreadB.answerVariance() * spreadB.meanInverseRepeats();
    return new Design(rows, Math.max(0, rows * error * error - asRun), perAnswer);
  }

  private static Advice advice(double rowsWanted, double repeats, long rows) {
    if (rowsWanted <= rows) {
      return Advice.ENOUGH;
    }
    return Double.isFinite(repeats) ? Advice.MORE_ROWS_OR_REPEATS : Advice.MORE_ROWS;
  }
}
