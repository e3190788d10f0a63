package org.evalbeam.flow;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.values.KV;
import org.evalbeam.flow.ComparedVariants.Compared;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.PairTally;
import org.evalbeam.stats.VariantTally;

/** Hands out the pairs of variants that a metric scored on a dataset, each with its figures. */
final class PairUp implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ComparedVariants variants;
  private final double target;

  /**
   * Pairs of a plan's variants.
   *
   * @param target half width of an interval that the advice aims at, as a share of the metric's
   *     range
   */
  PairUp(EvaluationPlan plan, double target) {
    this.variants = new ComparedVariants(plan);
    this.target = target;
  }

  /** Hands out the pairs of a tally, in the order of the spec. */
  void each(KV<MetricKey, MetricTally> tallied, Consumer<PairedRow> pairs) {
    MetricKey key = tallied.getKey();
    MetricTally tally = tallied.getValue();
    List<Compared> compared = variants.of(key);
    int paired = Math.min(compared.size(), MetricTally.MOST_PAIRED);
    for (int first = 0; first < paired; first++) {
      for (int second = first + 1; second < paired; second++) {
        VariantTally a = tally.variant(first);
        VariantTally b = tally.variant(second);
        if (a != null && b != null) {
          PairTally kept = tally.pair(first, second);
          PairTally pair = kept == null ? new PairTally() : kept;
          pairs.accept(row(key, compared.get(first), compared.get(second), a, b, pair));
        }
      }
    }
  }

  /** How many of the variants that a metric scores are too many to be compared. */
  int leftOut(MetricKey key) {
    return Math.max(0, variants.of(key).size() - MetricTally.MOST_PAIRED);
  }

  private PairedRow row(
      MetricKey key,
      Compared a,
      Compared b,
      VariantTally scoresA,
      VariantTally scoresB,
      PairTally pair) {
    boolean plainBinary =
        SummaryRow.isRightOrWrong(scoresA, a.metric())
            && SummaryRow.isRightOrWrong(scoresB, b.metric())
            && scoresA.isSingle()
            && scoresB.isSingle();
    return new PairedRow(
        key,
        a,
        b,
        pair,
        PairedP.of(pair, plainBinary),
        WhatNext.of(
            pair.differences(),
            scoresA.spread(),
            scoresB.spread(),
            PairedRow.range(a.metric(), b.metric()),
            target));
  }
}
