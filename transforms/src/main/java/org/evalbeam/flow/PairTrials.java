package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.Trial;

/**
 * Pairs each row with the experiments whose dataset and sample hold it: the trials. Each lane pairs
 * the rows itself; trials that were parted afterwards would be as many elements more.
 */
final class PairTrials extends PTransform<PCollection<List<DatasetRow>>, PCollection<List<Trial>>> {

  private static final long serialVersionUID = 1L;

  private final EvaluationPlan plan;
  private final HashSet<String> experiments;

  private PairTrials(EvaluationPlan plan, Collection<String> experiments) {
    this.plan = plan;
    this.experiments = new HashSet<>(experiments);
  }

  /**
   * The trials of some experiments of a plan.
   *
   * @param experiments their names
   */
  static PairTrials of(EvaluationPlan plan, Collection<String> experiments) {
    return new PairTrials(plan, experiments);
  }

  @Override
  public PCollection<List<Trial>> expand(PCollection<List<DatasetRow>> rows) {
    return rows.apply("Pair rows with experiments", ParDo.of(new PairFn(plan, experiments)));
  }

  static final class PairFn extends DoFn<List<DatasetRow>, List<Trial>> {

    private static final long serialVersionUID = 1L;

    private final EvaluationPlan plan;
    private final HashSet<String> experiments;

    PairFn(EvaluationPlan plan, Collection<String> experiments) {
      this.plan = plan;
      this.experiments = new HashSet<>(experiments);
    }

    @ProcessElement
    public void pair(@Element List<DatasetRow> rows, OutputReceiver<List<Trial>> trials) {
      List<Trial> paired = new ArrayList<>();
      for (DatasetRow row : rows) {
        for (Trial trial : plan.trials(row)) {
          if (experiments.contains(trial.experiment())) {
            paired.add(trial);
          }
        }
      }
      if (!paired.isEmpty()) {
        trials.output(paired);
      }
    }
  }
}
