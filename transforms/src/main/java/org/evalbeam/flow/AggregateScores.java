package org.evalbeam.flow;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Summary;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.VariantTally;

/** Sums scores up, per dataset, variant and metric, over rows and repeats. */
public final class AggregateScores
    extends PTransform<PCollection<KV<MetricKey, MetricTally>>, PCollection<Summary>> {

  private static final long serialVersionUID = 1L;

  private final EvaluationPlan plan;
  private final transient PCollection<List<EvaluatedTrial>> evaluated;
  private final transient PCollection<List<Observation>> judged;

  private AggregateScores(
      EvaluationPlan plan,
      PCollection<List<EvaluatedTrial>> evaluated,
      PCollection<List<Observation>> judged) {
    this.plan = plan;
    this.evaluated = evaluated;
    this.judged = judged;
  }

  /**
   * Sums up the scores of a plan's experiments.
   *
   * @param evaluated what was scored, for the figures of its calls
   * @param judged what judges said of it, for the figures of their calls
   */
  public static AggregateScores of(
      EvaluationPlan plan,
      PCollection<List<EvaluatedTrial>> evaluated,
      PCollection<List<Observation>> judged) {
    return new AggregateScores(plan, evaluated, judged);
  }

  @Override
  public PCollection<Summary> expand(PCollection<KV<MetricKey, MetricTally>> tallies) {
    PCollectionView<Map<CallsKey, CallTally>> calls = TallyCalls.of(evaluated, judged);
    return tallies.apply("Sum up", ParDo.of(new SummarizeFn(plan, calls)).withSideInputs(calls));
  }

  static final class SummarizeFn extends DoFn<KV<MetricKey, MetricTally>, Summary> {

    private static final long serialVersionUID = 1L;

    private final ComparedVariants variants;
    private final PCollectionView<Map<CallsKey, CallTally>> calls;

    SummarizeFn(EvaluationPlan plan, PCollectionView<Map<CallsKey, CallTally>> calls) {
      this.variants = new ComparedVariants(plan);
      this.calls = calls;
    }

    @ProcessElement
    public void summarize(ProcessContext context) {
      MetricKey key = context.element().getKey();
      MetricTally tally = context.element().getValue();
      Map<CallsKey, CallTally> tallies = context.sideInput(calls);
      List<ComparedVariants.Compared> compared = variants.of(key);
      for (int number = 0; number < compared.size(); number++) {
        VariantTally scores = tally.variant(number);
        String variant = compared.get(number).variant();
        if (scores != null) {
          context.output(
              SummaryRow.of(
                  key,
                  compared.get(number),
                  scores,
                  of(tallies, new CallsKey(key.dataset(), variant, CallsKey.ANSWERS)),
                  of(tallies, new CallsKey(key.dataset(), variant, key.metric()))));
        }
      }
    }

    private static CallTally of(Map<CallsKey, CallTally> tallies, CallsKey key) {
      CallTally tally = tallies.get(key);
      return tally == null ? new CallTally() : tally;
    }
  }
}
