package org.evalbeam.flow;

import org.evalbeam.data.Gap;
import org.evalbeam.data.IntervalMethod;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.stats.ClusterMoments;
import org.evalbeam.stats.Interval;
import org.evalbeam.stats.VariantTally;
import org.jspecify.annotations.Nullable;

/**
 * The interval of a variant's mean over rows: which method fits the scores, and why there may be
 * none.
 *
 * @param low lower end; null where there is no interval
 * @param high upper end; null where there is no interval
 * @param method how it was made; null where there is no interval
 * @param degrees degrees of freedom; null where the method has none
 * @param gap why there is no interval; null where there is one
 */
record RowInterval(
    @Nullable Double low,
    @Nullable Double high,
    @Nullable IntervalMethod method,
    @Nullable Long degrees,
    @Nullable Gap gap) {

  static RowInterval of(VariantTally tally, MetricInfo metric) {
    ClusterMoments rows = tally.rowMeans();
    double error = rows.standardError();
    if (rows.rows() == 0) {
      return none(Gap.NO_SCORES);
    }
    if (SummaryRow.isRightOrWrong(tally, metric)) {
      return tally.isSingle() && !rows.clustered()
          ? of(Interval.wilson(rows.mean(), (double) rows.rows()), IntervalMethod.WILSON, null)
          : of(
              Interval.wilsonEffective(
                  rows.mean(), error, rows.clusters(), tally.spread().answers()),
              IntervalMethod.WILSON_EFFECTIVE,
              rows.clusters() - 1);
    }
    if (rows.rows() == 1) {
      return none(Gap.ONE_ROW);
    }
    if (rows.clusters() == 1) {
      return none(Gap.ONE_CLUSTER);
    }
    if (error == 0) {
      return none(Gap.NO_SPREAD);
    }
    long degrees = rows.clusters() - 1;
    return of(
        Interval.student(rows.mean(), error, (double) degrees)
            .clip(
                bound(metric.min(), Double.NEGATIVE_INFINITY),
                bound(metric.max(), Double.POSITIVE_INFINITY)),
        IntervalMethod.STUDENT_T,
        degrees);
  }

  private static double bound(@Nullable Double bound, double without) {
    return bound == null ? without : bound;
  }

  private static RowInterval of(Interval interval, IntervalMethod method, @Nullable Long degrees) {
    return new RowInterval(interval.low(), interval.high(), method, degrees, null);
  }

  private static RowInterval none(Gap gap) {
    return new RowInterval(null, null, null, null, gap);
  }
}
