package org.evalbeam.flow;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.evalbeam.data.Preference;
import org.evalbeam.data.Preferred;
import org.evalbeam.data.WinRate;
import org.evalbeam.stats.AdjustedP;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.ScoreBlock;
import org.jspecify.annotations.Nullable;

/**
 * Sums preferences up into win rates, by the tallies that scores are summed up with: a preference
 * is a score of each of its two variants. P-values are adjusted over the whole set, so they are
 * gathered first.
 */
public final class RateWins extends PTransform<PCollection<Preference>, PCollection<WinRate>> {

  private static final long serialVersionUID = 1L;

  private RateWins() {}

  /** The win rates of preferences. */
  public static RateWins create() {
    return new RateWins();
  }

  @Override
  public PCollection<WinRate> expand(PCollection<Preference> preferences) {
    PCollection<KV<Preference.Key, MetricTally>> tallies =
        preferences
            .apply("Key by pair and block of rows", ParDo.of(new PointsFn()))
            .apply("Tally each block of a pair", CombineEarly.perKey(new BlockFn()))
            .apply("Key by pair", MapElements.via(new PairFn()))
            .setCoder(KvCoder.of(RecordCoder.of(Preference.Key.class), new TallyCoder.OfMetrics()))
            .apply("Merge the blocks of a pair", CombineEarly.perKey(new MergeTalliesFn()));
    PCollectionView<Map<Preference.Key, VerdictTally>> verdicts =
        preferences
            .apply("Take verdicts", MapElements.via(new VerdictFn()))
            .setCoder(
                KvCoder.of(RecordCoder.of(Preference.Key.class), RecordCoder.of(Preference.class)))
            .apply("Count verdicts", CombineEarly.perKey(new CountVerdictsFn()))
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
  static final class PointsFn extends DoFn<Preference, KV<PairBlock, ScoreBlock.Entry>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void share(
        @Element Preference seen, OutputReceiver<KV<PairBlock, ScoreBlock.Entry>> entries) {
      Preferred outcome = seen.outcome();
      double points = outcome == null ? 0 : outcome.points();
      PairBlock key = PairBlock.of(seen);
      entries.output(KV.of(key, entry(seen, WinRateRow.A, points)));
      entries.output(KV.of(key, entry(seen, WinRateRow.B, 1 - points)));
    }

    private static ScoreBlock.Entry entry(Preference seen, int variant, double points) {
      return new ScoreBlock.Entry(
          seen.numLine(),
          seen.cluster(),
          variant,
          seen.repeat(),
          seen.judgeRepeat(),
          TallyScores.EntryFn.outcome(seen.status()),
          points);
    }
  }

  static final class PairFn
      extends SimpleFunction<KV<PairBlock, MetricTally>, KV<Preference.Key, MetricTally>> {

    private static final long serialVersionUID = 1L;

    @Override
    public KV<Preference.Key, MetricTally> apply(KV<PairBlock, MetricTally> block) {
      return KV.of(block.getKey().pair(), block.getValue());
    }
  }

  static final class VerdictFn extends SimpleFunction<Preference, KV<Preference.Key, Preference>> {

    private static final long serialVersionUID = 1L;

    @Override
    public KV<Preference.Key, Preference> apply(Preference seen) {
      return KV.of(seen.key(), seen);
    }
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
