package org.evalbeam.flow;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.evalbeam.data.Preference;
import org.evalbeam.data.Preferred;
import org.evalbeam.data.WinRate;
import org.evalbeam.flow.CombineEarly.Values;
import org.evalbeam.stats.AdjustedP;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.ScoreBlock;
import org.jspecify.annotations.Nullable;

/**
 * Sums preferences up into win rates, by the tallies that scores are summed up with: a preference
 * is a score of each of its two variants. P-values are adjusted over the whole set, so they are
 * gathered first.
 */
public final class RateWins
    extends PTransform<PCollection<List<Preference>>, PCollection<WinRate>> {

  private static final long serialVersionUID = 1L;

  private RateWins() {}

  /** The win rates of preferences. */
  public static RateWins create() {
    return new RateWins();
  }

  @Override
  public PCollection<WinRate> expand(PCollection<List<Preference>> preferences) {
    PCollection<KV<Preference.Key, MetricTally>> tallies =
        preferences
            .apply(
                "Tally each block of a pair",
                CombineEarly.of(PairBlock.class, Values.ofEach(RateWins::points), new BlockFn()))
            .apply(
                "Merge the blocks of a pair",
                CombineEarly.of(
                    Preference.Key.class,
                    (block, merged) -> merged.accept(block.getKey().pair(), block.getValue()),
                    new MergeTalliesFn()));
    PCollectionView<Map<Preference.Key, VerdictTally>> verdicts =
        preferences
            .apply(
                "Count verdicts",
                CombineEarly.of(
                    Preference.Key.class,
                    Values.ofEach((seen, verdict) -> verdict.accept(seen.key(), seen)),
                    new CountVerdictsFn()))
            .apply("Offer verdicts", View.asMap());
    PCollectionView<List<Double>> pValues =
        tallies
            .apply("Test each win rate", ParDo.of(new TestFn()))
            .setCoder(DoubleCoder.of())
            .apply("Offer p-values of win rates", View.asList());
    return tallies.apply(
        "Rate wins", ParDo.of(new RateFn(verdicts, pValues)).withSideInputs(verdicts, pValues));
  }

  /** Gives each of the two variants its points. */
  private static void points(Preference seen, BiConsumer<PairBlock, ScoreBlock.Entry> entries) {
    Preferred outcome = seen.outcome();
    double points = outcome == null ? 0 : outcome.points();
    PairBlock key = PairBlock.of(seen);
    entries.accept(key, entry(seen, WinRateRow.A, points));
    entries.accept(key, entry(seen, WinRateRow.B, 1 - points));
  }

  private static ScoreBlock.Entry entry(Preference seen, int variant, double points) {
    return new ScoreBlock.Entry(
        seen.numLine(),
        seen.cluster(),
        variant,
        seen.repeat(),
        seen.judgeRepeat(),
        TallyScores.outcome(seen.status()),
        points);
  }

  static final class CountVerdictsFn extends TallyingFn<Preference, VerdictTally> {

    private static final long serialVersionUID = 1L;

    CountVerdictsFn() {
      super(new TallyCoder.OfVerdicts());
    }

    @Override
    public VerdictTally createAccumulator() {
      return new VerdictTally();
    }

    @Override
    void add(VerdictTally tally, Preference seen) {
      tally.add(seen);
    }

    @Override
    void merge(VerdictTally tally, VerdictTally more) {
      tally.merge(more);
    }
  }

  static final class TestFn extends DoFn<KV<Preference.Key, MetricTally>, Double> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void test(
        @Element KV<Preference.Key, MetricTally> tally, OutputReceiver<Double> pValues) {
      Double p = WinRateRow.of(tally.getKey(), tally.getValue()).pValue().value();
      if (p != null) {
        pValues.output(p);
      }
    }
  }

  static final class RateFn extends DoFn<KV<Preference.Key, MetricTally>, WinRate> {

    private static final long serialVersionUID = 1L;

    private final PCollectionView<Map<Preference.Key, VerdictTally>> verdicts;
    private final PCollectionView<List<Double>> pValues;
    private transient @Nullable AdjustedP family;

    RateFn(
        PCollectionView<Map<Preference.Key, VerdictTally>> verdicts,
        PCollectionView<List<Double>> pValues) {
      this.verdicts = verdicts;
      this.pValues = pValues;
    }

    @ProcessElement
    public void rate(ProcessContext context) {
      Preference.Key key = context.element().getKey();
      VerdictTally counted = context.sideInput(verdicts).get(key);
      context.output(
          WinRateRow.of(key, context.element().getValue())
              .row(counted == null ? new VerdictTally() : counted, family(context)));
    }

    /** Sorted once: it is the same for all pairs of a run. */
    private AdjustedP family(ProcessContext context) {
      AdjustedP known = family;
      if (known == null) {
        known =
            AdjustedP.of(
                context.sideInput(pValues).stream().mapToDouble(Double::doubleValue).toArray());
        family = known;
      }
      return known;
    }
  }
}
