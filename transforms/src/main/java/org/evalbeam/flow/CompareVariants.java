package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.evalbeam.stats.AdjustedP;
import org.evalbeam.stats.MetricTally;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares each pair of variants that a metric scored on a dataset, on the rows that both have a
 * score of. P-values are adjusted within their family, over the whole set; so they are gathered
 * first, and each pair is looked at once more when all are known.
 */
public final class CompareVariants
    extends PTransform<PCollection<KV<MetricKey, MetricTally>>, PCollection<Comparison>> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(CompareVariants.class);

  private final PairUp pairs;

  private CompareVariants(PairUp pairs) {
    this.pairs = pairs;
  }

  /**
   * Compares the variants of a plan.
   *
   * @param target half width of an interval that the advice aims at, as a share of the metric's
   *     range
   */
  public static CompareVariants of(EvaluationPlan plan, double target) {
    return new CompareVariants(new PairUp(plan, target));
  }

  @Override
  public PCollection<Comparison> expand(PCollection<KV<MetricKey, MetricTally>> tallies) {
    PCollectionView<Map<String, Iterable<Double>>> families =
        tallies
            .apply("Test each pair", ParDo.of(new TestFn(pairs)))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), DoubleCoder.of()))
            .apply("Offer p-values", View.asMultimap());
    return tallies.apply(
        "Compare each pair", ParDo.of(new CompareFn(pairs, families)).withSideInputs(families));
  }

  static final class TestFn extends DoFn<KV<MetricKey, MetricTally>, KV<String, Double>> {

    private static final long serialVersionUID = 1L;

    private final PairUp pairs;

    TestFn(PairUp pairs) {
      this.pairs = pairs;
    }

    @ProcessElement
    public void test(
        @Element KV<MetricKey, MetricTally> tally, OutputReceiver<KV<String, Double>> pValues) {
      pairs.each(
          tally,
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

    private final PairUp pairs;
    private final PCollectionView<Map<String, Iterable<Double>>> pValues;

    CompareFn(PairUp pairs, PCollectionView<Map<String, Iterable<Double>>> pValues) {
      this.pairs = pairs;
      this.pValues = pValues;
    }

    @ProcessElement
    public void compare(ProcessContext context) {
      MetricKey key = context.element().getKey();
      if (pairs.leftOut(key) > 0) {
        LOG.warn(
            "{} by {}: the first {} variants are compared, {} more are not",
            key.dataset(),
            key.metric(),
            MetricTally.MOST_PAIRED,
            pairs.leftOut(key));
      }
      Map<String, Iterable<Double>> gathered = context.sideInput(pValues);
      Map<String, AdjustedP> families = new HashMap<>();
      pairs.each(
          context.element(),
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
