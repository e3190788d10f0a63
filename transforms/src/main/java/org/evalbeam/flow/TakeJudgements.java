package org.evalbeam.flow;

import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.evalbeam.data.Observation;

/**
 * The observations that a judge made. Where a plan asks none, nothing is looked through: each step
 * that takes a collection costs a runner as much as writing the table does.
 */
public final class TakeJudgements
    extends PTransform<PCollection<List<Observation>>, PCollection<List<Observation>>> {

  private static final long serialVersionUID = 1L;

  private final boolean any;

  private TakeJudgements(boolean any) {
    this.any = any;
  }

  /** Takes those of a plan's judges. */
  public static TakeJudgements of(EvaluationPlan plan) {
    BoundMetrics metrics = new BoundMetrics(plan);
    return new TakeJudgements(
        plan.experiments().stream()
            .anyMatch(planned -> !metrics.judged(planned.experiment().name()).isEmpty()));
  }

  @Override
  public PCollection<List<Observation>> expand(PCollection<List<Observation>> observations) {
    return any
        ? observations.apply("Judge's", ParDo.of(new TakeFn()))
        : observations
            .getPipeline()
            .apply(
                "None", Create.empty(TypeDescriptors.lists(TypeDescriptor.of(Observation.class))));
  }

  static final class TakeFn extends DoFn<List<Observation>, List<Observation>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void take(
        @Element List<Observation> observations, OutputReceiver<List<Observation>> judged) {
      List<Observation> taken = observations.stream().filter(seen -> seen.judge() != null).toList();
      if (!taken.isEmpty()) {
        judged.output(taken);
      }
    }
  }
}
