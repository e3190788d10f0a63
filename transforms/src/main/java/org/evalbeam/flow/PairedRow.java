package org.evalbeam.flow;

import static org.evalbeam.flow.Known.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.evalbeam.data.Comparison;
import org.evalbeam.data.Gap;
import org.evalbeam.flow.ComparedVariants.Compared;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.stats.AdjustedP;
import org.evalbeam.stats.ClusterMoments;
import org.evalbeam.stats.Design;
import org.evalbeam.stats.Interval;
import org.evalbeam.stats.PairTally;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of the comparisons out of what was kept of two variants.
 *
 * @param key the metric and the dataset
 * @param a the first variant
 * @param b the second
 * @param pair what was kept; one without rows where they share none
 * @param pValue whether they differ
 * @param advice what to run next
 */
record PairedRow(
    MetricKey key, Compared a, Compared b, PairTally pair, PairedP pValue, WhatNext advice) {

  /** P-values up to this are taken for a difference, once they are adjusted. */
  private static final double ALPHA = 0.05;

  /** The family that the p-value is adjusted with. */
  String family() {
    MetricInfo metric = a.metric();
    boolean quality =
        metric.kind() != MetricInfo.Kind.OPS
            && metric.direction() != Direction.NEUTRAL
            && caution() == null;
    return quality ? Comparison.QUALITY : Comparison.OTHER;
  }

  private @Nullable String caution() {
    List<String> cautions = new ArrayList<>();
    if (!a.sameJudge(b)) {
      cautions.add("different_judges");
    }
    if (!a.sameMetric(b)) {
      cautions.add("different_metrics");
    }
    return cautions.isEmpty() ? null : String.join(", ", cautions);
  }

  /**
   * The row.
   *
   * @param family the p-values of its family, its own among them
   */
  Comparison row(AdjustedP family) {
    ClusterMoments differences = pair.differences();
    long rows = differences.rows();
    double error = differences.standardError();
    Gap gap = intervalGap(differences);
    Interval interval =
        gap == null
            ? Interval.student(differences.mean(), error, differences.clusters() - 1.0)
                .clip(-range(a.metric(), b.metric()), range(a.metric(), b.metric()))
            : null;
    Double p = pValue.value();
    Double holm = p == null ? null : Double.valueOf(family.holm(p));
    boolean lowerIsBetter = a.metric().direction() == Direction.DOWN;
    return new Comparison(
        key.dataset(),
        key.metric(),
        a.variant(),
        b.variant(),
        a.metric().direction().name().toLowerCase(Locale.ROOT),
        rows,
        differences.clustered() ? differences.clusters() : null,
        figure(pair.meanOfFirst()),
        figure(pair.meanOfSecond()),
        figure(differences.mean()),
        figure(error),
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        interval == null ? null : differences.clusters() - 1,
        gap,
        p,
        pValue.test(),
        family(),
        family.size(),
        holm,
        p == null ? null : Double.valueOf(family.benjaminiHochberg(p)),
        better(holm),
        lowerIsBetter ? pair.lower() : pair.higher(),
        rows - pair.higher() - pair.lower(),
        lowerIsBetter ? pair.higher() : pair.lower(),
        error > 0 ? figure(Design.smallestDifference(error)) : null,
        advice.halfWidth(),
        advice.rows(),
        advice.repeats(),
        advice.advice(),
        advice.gap(),
        a.judgeName(),
        b.judgeName(),
        caution());
  }

  static @Nullable Gap intervalGap(ClusterMoments differences) {
    if (differences.rows() == 0) {
      return Gap.NO_SHARED_ROWS;
    }
    if (differences.rows() == 1) {
      return Gap.ONE_ROW;
    }
    if (differences.clusters() == 1) {
      return Gap.ONE_CLUSTER;
    }
    return differences.standardError() == 0 ? Gap.NO_SPREAD : null;
  }

  /**
   * How far the scores of two variants can be apart; infinite where either's metric has no range.
   * One alias may have other parameters, and with them another range, for each.
   */
  static double range(MetricInfo a, MetricInfo b) {
    if (a.min() == null || a.max() == null || b.min() == null || b.max() == null) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.max(a.max(), b.max()) - Math.min(a.min(), b.min());
  }

  private @Nullable String better(@Nullable Double holm) {
    double difference = pair.differences().mean();
    if (holm == null
        || holm > ALPHA
        || difference == 0
        || caution() != null
        || a.metric().direction() == Direction.NEUTRAL) {
      return null;
    }
    boolean higherIsBetter = a.metric().direction() == Direction.UP;
    return (difference > 0) == higherIsBetter ? a.variant() : b.variant();
  }
}
