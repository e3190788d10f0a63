package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.EvaluatedTrial;

/**
 * Makes rows into trials, answers these and has them judged: the step that makes the calls. A trial
 * is one task, its answer and then at once its judge calls, so that model and judge are busy at the
 * same time.
 *
 * <p>Trials are grouped into shards, by the hash of the call that answers them: equal calls meet
 * and are made once, and each bundle has enough trials to keep many calls in flight.
 */
public final class EvaluateTrials
    extends PTransform<PCollection<List<DatasetRow>>, PCollection<List<EvaluatedTrial>>> {

  private static final long serialVersionUID = 1L;

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
  public PCollection<List<EvaluatedTrial>> expand(PCollection<List<DatasetRow>> rows) {
    List<PCollection<List<EvaluatedTrial>>> evaluated = new ArrayList<>();
    for (int lane = 0; lane < lanes.count(); lane++) {
      evaluated.add(evaluate(rows, lane));
    }
    // A runner hands each element on by itself, from one collection as well.
    return evaluated.size() == 1
        ? evaluated.get(0)
        : PCollectionList.of(evaluated).apply("Gather trials", Flatten.pCollections());
  }

  private PCollection<List<EvaluatedTrial>> evaluate(PCollection<List<DatasetRow>> rows, int lane) {
    String name = lanes.name(lane);
    PCollection<KV<Integer, List<TrialTask>>> batches =
        rows.apply("Pair trials of " + name, PairTrials.of(plan, lanes.experiments(lane)))
            .apply("Shard " + name, ParDo.of(new ShardFn(plan, shards)));
    return group(batches, name)
        .apply("Call models and judges, " + name, ParDo.of(new EvaluateFn(plan, lanes, lane)));
  }

  /** What is one group anyway, and has the process to itself, need not be gathered first. */
  private PCollection<KV<Integer, Iterable<List<TrialTask>>>> group(
      PCollection<KV<Integer, List<TrialTask>>> batches, String name) {
    return shards == 1 && lanes.count() == 1
        ? batches.apply("Pass shard of " + name, MapElements.via(new PassFn()))
        : batches.apply("Group shards of " + name, GroupByKey.create());
  }

  /** A batch as a group of its own. */
  static final class PassFn
      extends SimpleFunction<KV<Integer, List<TrialTask>>, KV<Integer, Iterable<List<TrialTask>>>> {

    private static final long serialVersionUID = 1L;

    @Override
    public KV<Integer, Iterable<List<TrialTask>>> apply(KV<Integer, List<TrialTask>> batch) {
      return KV.of(batch.getKey(), List.of(batch.getValue()));
    }
  }
}
