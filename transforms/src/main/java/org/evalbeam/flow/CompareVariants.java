package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.evalbeam.data.Comparison;
import org.evalbeam.flow.ComparedVariants.Compared;
import org.evalbeam.stats.AdjustedP;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.PairTally;
import org.evalbeam.stats.VariantTally;
import org.jspecify.annotations.Nullable;

/**
 * Compares each pair of variants that a metric scored on a dataset, on the rows that both have a
 * score of. P-values are adjusted within their family, over the whole set; so they are gathered
 * first, and each pair is looked at once more when all are known.
 */
public final class CompareVariants
    extends PTransform<PCollection<KV<MetricKey, MetricTally>>, PCollection<Comparison>> {

  private static final long serialVersionUID = 1L;

  private final EvaluationPlan plan;

  private CompareVariants(EvaluationPlan plan) {
    this.plan = plan;
  }

  /** Compares the variants of a plan. */
  public static CompareVariants of(EvaluationPlan plan) {
    return new CompareVariants(plan);
  }

  @Override
  public PCollection<Comparison> expand(PCollection<KV<MetricKey, MetricTally>> tallies) {
    PCollectionView<Map<String, Iterable<Double>>> families =
        tallies
            .apply("Test each pair", ParDo.of(new TestFn(plan)))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), DoubleCoder.of()))
            .apply("Offer p-values", View.asMultimap());
    return tallies.apply(
        "Compare each pair", ParDo.of(new CompareFn(plan, families)).withSideInputs(families));
  }

  /** Hands out the pairs of a metric on a dataset, in the order of the spec. */
  private static void pairs(
      ComparedVariants variants, MetricKey key, MetricTally tally, Consumer<PairedRow> pairs) {
    List<Compared> compared = variants.of(key);
    int paired = Math.min(compared.size(), MetricTally.MOST_PAIRED);
    for (int first = 0; first < paired; first++) {
      for (int second = first + 1; second < paired; second++) {
        VariantTally a = tally.variant(first);
        VariantTally b = tally.variant(second);
        if (a != null && b != null) {
          pairs.accept(
              pair(
                  key, compared.get(first), compared.get(second), a, b, tally.pair(first, second)));
        }
      }
    }
  }

  private static PairedRow pair(
      MetricKey key,
      Compared a,
      Compared b,
      VariantTally scoresA,
      VariantTally scoresB,
      @Nullable PairTally kept) {
    PairTally pair = kept == null ? new PairTally() : kept;
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
        WhatNext.of(pair.differences(), scoresA.spread(), scoresB.spread(), a.metric()));
  }

  static final class TestFn extends DoFn<KV<MetricKey, MetricTally>, KV<String, Double>> {

    private static final long serialVersionUID = 1L;

    private final EvaluationPlan plan;
    private transient ComparedVariants variants;

    TestFn(EvaluationPlan plan) {
      this.plan = plan;
    }

    @Setup
    public void setup() {
      variants = new ComparedVariants(plan);
    }

    @ProcessElement
    public void test(
        @Element KV<MetricKey, MetricTally> tally, OutputReceiver<KV<String, Double>> pValues) {
      pairs(
          variants,
          tally.getKey(),
          tally.getValue(),
          pair -> {
            Double p = pair.pValue().value();
            if (p != null) {
              pValues.output(KV.of(pair.family(), p));
            }
          });
    }
  }

  static final class CompareFn extends DoFn<KV<MetricKey, MetricTally>, Comparison> {

    private static final long serialVersionUID = 1L;

    private final EvaluationPlan plan;
    private final PCollectionView<Map<String, Iterable<Double>>> pValues;
    private transient ComparedVariants variants;

    CompareFn(EvaluationPlan plan, PCollectionView<Map<String, Iterable<Double>>> pValues) {
      this.plan = plan;
      this.pValues = pValues;
    }

    @Setup
    public void setup() {
      variants = new ComparedVariants(plan);
    }

    @ProcessElement
    public void compare(ProcessContext context) {
      Map<String, Iterable<Double>> gathered = context.sideInput(pValues);
      Map<String, AdjustedP> families = new HashMap<>();
      pairs(
          variants,
          context.element().getKey(),
          context.element().getValue(),
          pair ->
              context.output(
                  pair.row(
                      families.computeIfAbsent(
                          pair.family(), family -> family(gathered.get(family))))));
    }

    private static AdjustedP family(@Nullable Iterable<Double> pValues) {
      List<Double> all = new ArrayList<>();
      if (pValues != null) {
        pValues.forEach(all::add);
      }
      return AdjustedP.of(all.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
