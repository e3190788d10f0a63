package org.evalbeam.flow;

import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.evalbeam.data.Observation;

/**
 * The observations that a judge made. Where a plan asks none, nothing is looked through: each step
 * that takes a collection costs a runner as much as writing the table does.
 */
public final class TakeJudgements
    extends PTransform<PCollection<Observation>, PCollection<Observation>> {

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
  public PCollection<Observation> expand(PCollection<Observation> observations) {
    return any
        ? observations.apply("Judge's", Filter.by(seen -> seen.judge() != null))
        : observations
            .getPipeline()
            .apply("None", Create.empty(TypeDescriptor.of(Observation.class)));
  }
}
