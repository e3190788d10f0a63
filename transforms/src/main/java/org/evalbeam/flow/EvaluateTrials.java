package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Partition;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Trial;
import org.evalbeam.data.TrialAnswer;

/**
 * Answers trials and has them judged: the step that makes the calls. A trial is one task, its
 * answer and then at once its judge calls, so that model and judge are busy at the same time.
 *
 * <p>Trials are grouped into shards, by the hash of the call that answers them: equal calls meet
 * and are made once, and each bundle has enough trials to keep many calls in flight.
 */
public final class EvaluateTrials extends PTransform<PCollection<Trial>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  /** Each trial with its answer. */
  public static final TupleTag<TrialAnswer> ANSWERS = new TupleTag<>() {};

  /** The observations of metrics that ask a judge. */
  public static final TupleTag<Observation> JUDGED = new TupleTag<>() {};

  private final EvaluationPlan plan;
  private final Lanes lanes;
  private final int shards;

  private EvaluateTrials(EvaluationPlan plan, int shards) {
    this.plan = plan;
    this.lanes = new Lanes(plan);
    this.shards = shards;
  }

  /**
   * Evaluates the trials of a plan.
   *
   * @param shards groups that the trials of one endpoint are parted into; a runner works on them at
   *     the same time as far as its parallelism goes
   */
  public static EvaluateTrials of(EvaluationPlan plan, int shards) {
    return new EvaluateTrials(plan, shards);
  }

  /** Whether trials of these experiments make calls at all. */
  public static boolean call(List<PlannedExperiment> experiments) {
    return experiments.stream().anyMatch(planned -> !planned.endpoints().isEmpty());
  }

  /** Evaluating steps of a pipeline, side by side: one for each answering endpoint. */
  public static int lanes(List<PlannedExperiment> experiments) {
    return Lanes.count(experiments);
  }

  @Override
  public PCollectionTuple expand(PCollection<Trial> trials) {
    Lanes byEndpoint = lanes;
    PCollectionList<Trial> parts =
        trials.apply(
            "Part by endpoint",
            Partition.of(lanes.count(), (trial, count) -> byEndpoint.of(trial.experiment())));
    List<PCollection<TrialAnswer>> answers = new ArrayList<>();
    List<PCollection<Observation>> judged = new ArrayList<>();
    for (int lane = 0; lane < lanes.count(); lane++) {
      PCollectionTuple evaluated = call(parts.get(lane), lane);
      answers.add(evaluated.get(ANSWERS));
      judged.add(evaluated.get(JUDGED));
    }
    return PCollectionTuple.of(
            ANSWERS, PCollectionList.of(answers).apply("Gather answers", Flatten.pCollections()))
        .and(JUDGED, PCollectionList.of(judged).apply("Gather judgements", Flatten.pCollections()));
  }

  private PCollectionTuple call(PCollection<Trial> trials, int lane) {
    String name = lanes.name(lane);
    return trials
        .apply("Shard " + name, ParDo.of(new ShardFn(plan, shards)))
        .apply("Group shards of " + name, GroupByKey.create())
        .apply(
            "Call models and judges, " + name,
            ParDo.of(new EvaluateFn(plan, lanes, lane))
                .withOutputTags(ANSWERS, TupleTagList.of(JUDGED)));
  }
}
