package org.evalbeam.flow;

import java.util.List;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.evalbeam.flow.CombineEarly.Values;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.Outcome;
import org.evalbeam.stats.ScoreBlock;

/**
 * Tallies observations, per dataset and metric: first in blocks of whole rows and clusters, so that
 * means of rows, and differences of them, can be taken; then over the blocks. What travels is a
 * block's columns and a triangle of pairs for each block, never an element for each pair and row.
 */
public final class TallyScores
    extends PTransform<PCollection<List<Observation>>, PCollection<KV<MetricKey, MetricTally>>> {

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
  public PCollection<KV<MetricKey, MetricTally>> expand(
      PCollection<List<Observation>> observations) {
    return observations
        .apply(
            "Tally each block",
            CombineEarly.of(BlockKey.class, Values.ofEach(new EntryOf(plan)), new BlockFn()))
        .apply(
            "Merge the blocks",
            CombineEarly.of(
                MetricKey.class,
                (block, tallies) -> tallies.accept(block.getKey().metricKey(), block.getValue()),
                new MergeTalliesFn()));
  }

  static Outcome outcome(Status status) {
    return switch (status) {
      case OK -> Outcome.SCORED;
      case FAILED -> Outcome.FAILED;
      case UNPARSED -> Outcome.UNPARSED;
      case NOT_APPLICABLE -> Outcome.NOT_APPLICABLE;
    };
  }

  /** An observation as an entry of its block. */
  private static final class EntryOf implements Values<Observation, BlockKey, ScoreBlock.Entry> {

    private static final long serialVersionUID = 1L;

    private final ComparedVariants variants;

    EntryOf(EvaluationPlan plan) {
      this.variants = new ComparedVariants(plan);
    }

    @Override
    public void of(Observation seen, BiConsumer<BlockKey, ScoreBlock.Entry> entries) {
      Double score = seen.score();
      entries.accept(
          BlockKey.of(seen),
          new ScoreBlock.Entry(
              seen.numLine(),
              seen.cluster(),
              variants.number(new MetricKey(seen.dataset(), seen.metric()), seen.variant()),
              seen.repeat(),
              seen.judgeRepeat(),
              outcome(seen.status()),
              score == null ? 0 : score));
    }
  }
}
