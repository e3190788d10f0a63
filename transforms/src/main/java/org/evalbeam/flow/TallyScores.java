package org.evalbeam.flow;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.Outcome;
import org.evalbeam.stats.ScoreBlock;

/**
 * Tallies observations, per dataset and metric: first in blocks of whole rows and clusters, so that
 * means of rows, and differences of them, can be taken; then over the blocks. What travels is a
 * block's columns and a triangle of pairs for each block, never an element for each pair and row.
 */
public final class TallyScores
    extends PTransform<PCollection<Observation>, PCollection<KV<MetricKey, MetricTally>>> {

  private static final long serialVersionUID = 1L;

  private final EvaluationPlan plan;

  private TallyScores(EvaluationPlan plan) {
    this.plan = plan;
  }

  /** Tallies the observations of a plan's experiments. */
  public static TallyScores of(EvaluationPlan plan) {
    return new TallyScores(plan);
  }

  @Override
  public PCollection<KV<MetricKey, MetricTally>> expand(PCollection<Observation> observations) {
    return observations
        .apply("Key by block of rows", ParDo.of(new EntryFn(plan)))
        .apply("Tally each block", CombineEarly.perKey(new BlockFn()))
        .apply("Key by metric", MapElements.via(new MetricFn()))
        .setCoder(KvCoder.of(RecordCoder.of(MetricKey.class), new TallyCoder.OfMetrics()))
        .apply("Merge the blocks", CombineEarly.perKey(new MergeTalliesFn()));
  }

  static final class EntryFn extends DoFn<Observation, KV<BlockKey, ScoreBlock.Entry>> {

    private static final long serialVersionUID = 1L;

    private final EvaluationPlan plan;
    private transient ComparedVariants variants;

    EntryFn(EvaluationPlan plan) {
      this.plan = plan;
    }

    @Setup
    public void setup() {
      variants = new ComparedVariants(plan);
    }

    @ProcessElement
    public void key(
        @Element Observation seen, OutputReceiver<KV<BlockKey, ScoreBlock.Entry>> entries) {
      Double score = seen.score();
      entries.output(
          KV.of(
              BlockKey.of(seen),
              new ScoreBlock.Entry(
                  seen.numLine(),
                  seen.cluster(),
                  variants.number(new MetricKey(seen.dataset(), seen.metric()), seen.variant()),
                  seen.repeat(),
                  seen.judgeRepeat(),
                  outcome(seen.status()),
                  score == null ? 0 : score)));
    }

    static Outcome outcome(Status status) {
      return switch (status) {
        case OK -> Outcome.SCORED;
        case FAILED -> Outcome.FAILED;
        case UNPARSED -> Outcome.UNPARSED;
        case NOT_APPLICABLE -> Outcome.NOT_APPLICABLE;
      };
    }
  }

  static final class MetricFn
      extends SimpleFunction<KV<BlockKey, MetricTally>, KV<MetricKey, MetricTally>> {

    private static final long serialVersionUID = 1L;

    @Override
    public KV<MetricKey, MetricTally> apply(KV<BlockKey, MetricTally> block) {
      return KV.of(block.getKey().metricKey(), block.getValue());
    }
  }
}
