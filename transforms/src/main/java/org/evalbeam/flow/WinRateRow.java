package org.evalbeam.flow;

import static org.evalbeam.flow.Known.figure;

import java.util.List;
import java.util.Set;
import org.evalbeam.data.Preference;
import org.evalbeam.data.Preferred;
import org.evalbeam.data.WinRate;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.stats.AdjustedP;
import org.evalbeam.stats.ClusterMoments;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.Outcome;
import org.evalbeam.stats.PairTally;
import org.evalbeam.stats.VariantTally;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of the win rates. To the statistics, a preference is a score of each variant, which
 * add up to 1; so the intervals and tests are those of scores and their paired differences.
 *
 * @param key what is compared
 * @param ofA the points of the first variant
 * @param pValue whether either is preferred
 */
record WinRateRow(Preference.Key key, VariantTally ofA, PairedP pValue) {

  /** Numbers of the two variants in a tally. */
  static final int A = 0;

  static final int B = 1;

  private static final double ALPHA = 0.05;

  /** What the interval has to know of points. */
  private static final MetricInfo POINTS =
      new MetricInfo(
          "points",
          MetricInfo.Kind.PAIRWISE,
          0.0,
          1.0,
          MetricInfo.Direction.UP,
          null,
          Set.of(),
          List.of(),
          "");

  static WinRateRow of(Preference.Key key, MetricTally tally) {
    VariantTally kept = tally.variant(A);
    VariantTally ofA = kept == null ? new VariantTally() : kept;
    PairTally pair = tally.pair(A, B);
    return new WinRateRow(
        key, ofA, PairedP.ofPreferences(pair == null ? new PairTally() : pair, ofA.isSingle()));
  }

  /**
   * The row.
   *
   * @param family the p-values of the set's win rates, its own among them
   */
  WinRate row(VerdictTally verdicts, AdjustedP family) {
    ClusterMoments rows = ofA.rowMeans();
    RowInterval interval = RowInterval.of(ofA, POINTS);
    Double p = pValue.value();
    Double holm = p == null ? null : Double.valueOf(family.holm(p));
    long forEither = verdicts.first() + verdicts.second();
    return new WinRate(
        key.dataset(),
        key.metric(),
        key.metricName(),
        key.variantA(),
        key.variantB(),
        key.judge(),
        rows.rows(),
        rows.clustered() ? rows.clusters() : null,
        ofA.count(Outcome.SCORED),
        verdicts.outcomes(Preferred.A),
        verdicts.outcomes(Preferred.TIE),
        verdicts.outcomes(Preferred.B),
        verdicts.identical(),
        verdicts.inconsistent(),
        ofA.count(Outcome.FAILED),
        ofA.count(Outcome.UNPARSED),
        ofA.count(Outcome.NOT_APPLICABLE),
        figure(rows.mean()),
        figure(rows.standardError()),
        interval.low(),
        interval.high(),
        interval.method(),
        interval.degrees(),
        interval.gap(),
        p,
        pValue.test(),
        family.size(),
        holm,
        better(holm),
        verdicts.first(),
        verdicts.second(),
        verdicts.neither(),
        forEither == 0 ? null : Double.valueOf((double) verdicts.first() / forEither));
  }

  private @Nullable String better(@Nullable Double holm) {
    double rate = ofA.rowMeans().mean();
    if (holm == null || holm > ALPHA || rate == Preferred.TIE.points()) {
      return null;
    }
    return rate > Preferred.TIE.points() ? key.variantA() : key.variantB();
  }
}
