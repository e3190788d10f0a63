package org.evalbeam.flow;

import static org.evalbeam.flow.Known.figure;

import java.util.ArrayList;
import java.util.List;
import org.evalbeam.data.Gap;
import org.evalbeam.data.Summary;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.stats.ClusterMoments;
import org.evalbeam.stats.Distribution;
import org.evalbeam.stats.Moments;
import org.evalbeam.stats.Outcome;
import org.evalbeam.stats.RepeatSpread;
import org.evalbeam.stats.RepeatTally;
import org.evalbeam.stats.VariantTally;
import org.jspecify.annotations.Nullable;

/** Makes a row of the summary out of what was kept of the scores. */
final class SummaryRow {

  private SummaryRow() {}

  /**
   * The row of one variant.
   *
   * @param answers what its answers took
   * @param judgements what the judge's replies on them took, for this metric
   */
  static Summary of(
      MetricKey key,
      ComparedVariants.Compared of,
      VariantTally tally,
      CallTally answers,
      CallTally judgements) {
    Moments repeats = tally.overRepeats();
    ClusterMoments rows = tally.rowMeans();
    RepeatSpread spread = tally.spread();
    Distribution scores = tally.scores();
    RowInterval interval = RowInterval.of(tally, of.metric());
    List<Double> repeatMeans = repeatMeans(tally);
    return new Summary(
        key.dataset(),
        of.variant(),
        key.metric(),
        of.call().name(),
        repeats.count() == 0 ? null : figure(repeats.mean()),
        figure(Math.sqrt(repeats.variance())),
        figure(repeats.variance()),
        repeatMeans,
        repeatMeans.size(),
        tally.count(Outcome.SCORED),
        tally.rows(),
        tally.count(Outcome.FAILED),
        tally.count(Outcome.UNPARSED),
        tally.count(Outcome.NOT_APPLICABLE),
        worstMean(tally, of.metric()),
        figure(rows.mean()),
        rows.rows(),
        rows.clustered() ? rows.clusters() : null,
        figure(rows.standardError()),
        interval.low(),
        interval.high(),
        interval.method(),
        interval.method() == null ? null : "row_mean",
        interval.degrees(),
        interval.gap(),
        figure(spread.rowVariance()),
        figure(spread.resamplingVariance()),
        figure(spread.judgeVariance()),
        figure(spread.icc()),
        varianceGap(rows.rows(), spread),
        figure(tally.rowShape().skewness()),
        figure(scores.min()),
        figure(scores.quantile(0.05)),
        figure(scores.quantile(0.25)),
        figure(scores.quantile(0.5)),
        figure(scores.quantile(0.75)),
        figure(scores.quantile(0.95)),
        figure(scores.max()),
        scores.isExact() ? 0 : Distribution.ERROR,
        chances(tally, of.metric(), tally.successes().passAtK(repeatMeans.size())),
        chances(tally, of.metric(), tally.successes().passHatK(repeatMeans.size())),
        answers.calls(),
        answers.failed(),
        answers.truncated(),
        answers.refused(),
        answers.tokensPrompt(),
        answers.tokensCompletion(),
        answers.cost(),
        figure(answers.seconds().quantile(0.5)),
        figure(answers.seconds().quantile(0.9)),
        figure(answers.seconds().quantile(0.99)),
        judgements.tokensPrompt(),
        judgements.tokensCompletion(),
        judgements.cost());
  }

  /** None, too, where a judge said 0 and 1 of one answer: it is neither right nor wrong then. */
  private static @Nullable List<Double> chances(
      VariantTally tally, MetricInfo metric, List<Double> chances) {
    return isRightOrWrong(tally, metric) && !chances.isEmpty() ? chances : null;
  }

  private static List<Double> repeatMeans(VariantTally tally) {
    List<Double> means = new ArrayList<>();
    for (RepeatTally repeat : tally.repeats().values()) {
      if (repeat.answers().count() > 0) {
        means.add(repeat.answers().mean());
      }
    }
    return means;
  }

  private static @Nullable Double worstMean(VariantTally tally, MetricInfo metric) {
    Double worst =
        switch (metric.direction()) {
          case UP -> metric.min();
          case DOWN -> metric.max();
          case NEUTRAL -> null;
        };
    return worst == null ? null : figure(tally.meanWith(worst));
  }

  private static @Nullable Gap varianceGap(long rows, RepeatSpread spread) {
    if (rows == 0) {
      return Gap.NO_SCORES;
    }
    if (rows == 1) {
      return Gap.ONE_ROW;
    }
    return Double.isNaN(spread.answerVariance()) ? Gap.ONE_REPEAT : null;
  }

  /** Whether scores are 0 or 1 by the metric's range, and seen to be nothing between. */
  static boolean isRightOrWrong(VariantTally tally, MetricInfo metric) {
    return tally.rowMeans().rows() > 0
        && tally.isBinary()
        && Double.valueOf(0).equals(metric.min())
        && Double.valueOf(1).equals(metric.max());
  }
}
