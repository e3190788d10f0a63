package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Trial;
import org.evalbeam.metric.MetricInstance;

/**
 * All observations of evaluated trials: those of judges are there; those of the metrics that need
 * no calls, of the text and of the call's figures, are computed.
 */
public final class ScoreAnswers
    extends PTransform<PCollection<List<EvaluatedTrial>>, PCollection<List<Observation>>> {

  private static final long serialVersionUID = 1L;

  private final EvaluationPlan plan;

  private ScoreAnswers(EvaluationPlan plan) {
    this.plan = plan;
  }

  /** Scores by the metrics of a plan. */
  public static ScoreAnswers of(EvaluationPlan plan) {
    return new ScoreAnswers(plan);
  }

  @Override
  public PCollection<List<Observation>> expand(PCollection<List<EvaluatedTrial>> evaluated) {
    return evaluated.apply("Score without calls", ParDo.of(new ScoreFn(plan)));
  }

  static final class ScoreFn extends DoFn<List<EvaluatedTrial>, List<Observation>> {

    private static final long serialVersionUID = 1L;

    private final EvaluationPlan plan;
    private transient BoundMetrics metrics;

    ScoreFn(EvaluationPlan plan) {
      this.plan = plan;
    }

    @Setup
    public void setup() {
      metrics = new BoundMetrics(plan);
    }

    @ProcessElement
    public void score(
        @Element List<EvaluatedTrial> evaluated, OutputReceiver<List<Observation>> output) {
      List<Observation> observations = new ArrayList<>();
      evaluated.forEach(trial -> score(trial, observations));
      if (!observations.isEmpty()) {
        output.output(observations);
      }
    }

    private void score(EvaluatedTrial evaluated, List<Observation> observations) {
      observations.addAll(evaluated.judged());
      Trial trial = evaluated.trial();
      PlannedExperiment planned = plan.experiment(trial.experiment());
      for (MetricInstance metric : metrics.computed(trial.experiment())) {
        observations.add(ScoreTrial.score(planned, trial.row(), evaluated.answer(), metric));
      }
    }
  }
}
