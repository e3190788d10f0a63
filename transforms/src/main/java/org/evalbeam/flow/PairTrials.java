package org.evalbeam.flow;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.Trial;

/** Pairs each row with every experiment whose dataset and sample hold it: the trials. */
public final class PairTrials extends PTransform<PCollection<DatasetRow>, PCollection<Trial>> {

  private static final long serialVersionUID = 1L;

  private final EvaluationPlan plan;

  private PairTrials(EvaluationPlan plan) {
    this.plan = plan;
  }

  /** The trials of a plan. */
  public static PairTrials of(EvaluationPlan plan) {
    return new PairTrials(plan);
  }

  @Override
  public PCollection<Trial> expand(PCollection<DatasetRow> rows) {
    return rows.apply("Pair rows with experiments", ParDo.of(new PairFn(plan)));
  }

  static final class PairFn extends DoFn<DatasetRow, Trial> {

    private static final long serialVersionUID = 1L;

    private final EvaluationPlan plan;

    PairFn(EvaluationPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void pair(@Element DatasetRow element, OutputReceiver<Trial> trials) {
      plan.trials(element).forEach(trials::output);
    }
  }
}
