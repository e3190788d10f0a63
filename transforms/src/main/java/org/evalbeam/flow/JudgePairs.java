package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.evalbeam.data.Answer;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Preference;
import org.evalbeam.data.Row;

/**
 * Compares the answers that variants gave to one row: the second step that makes calls. It has to
 * wait for the answers, so answers are gathered row by row, which is all that is ever held of them;
 * then rows are sharded like trials, by the least identity of their answers' tasks, so that equal
 * rows meet. The texts travel once for each row, not once for each pair.
 */
public final class JudgePairs
    extends PTransform<PCollection<List<EvaluatedTrial>>, PCollection<List<Preference>>> {

  private static final long serialVersionUID = 1L;

  private final EvaluationPlan plan;
  private final Lanes lanes;
  private final int shards;

  private JudgePairs(EvaluationPlan plan, int shards) {
    this.plan = plan;
    this.lanes = Lanes.ofPairs(plan, pairs(plan));
    this.shards = shards;
  }

  /**
   * Compares the answers of a plan whose metrics compare any.
   *
   * @param shards groups that the rows of one judge are parted into
   */
  public static JudgePairs of(EvaluationPlan plan, int shards) {
    return new JudgePairs(plan, shards);
  }

  /** Whether a plan's metrics compare answers at all. */
  public static boolean isNeeded(EvaluationPlan plan) {
    return !pairs(plan).all().isEmpty();
  }

  private static PlannedPairs pairs(EvaluationPlan plan) {
    return new PlannedPairs(plan, new BoundMetrics(plan));
  }

  @Override
  public PCollection<List<Preference>> expand(PCollection<List<EvaluatedTrial>> answers) {
    List<PCollection<List<Preference>>> preferences = new ArrayList<>();
    for (int lane = 0; lane < lanes.count(); lane++) {
      preferences.add(call(answers, lane));
    }
    return PCollectionList.of(preferences).apply("Gather preferences", Flatten.pCollections());
  }

  /** Names of the experiments whose answers a lane compares. */
  private List<String> compared(int lane) {
    PlannedPairs pairs = pairs(plan);
    return lanes.experiments(lane).stream().filter(pairs::compare).toList();
  }

  private PCollection<List<Preference>> call(PCollection<List<EvaluatedTrial>> answers, int lane) {
    String name = lanes.name(lane);
    return answers
        .apply("Key answers by row, " + name, ParDo.of(new RowFn(compared(lane))))
        .setCoder(KvCoder.of(RecordCoder.of(RowKey.class), RecordCoder.of(EvaluatedTrial.class)))
        .apply("Gather answers by row, " + name, GroupByKey.create())
        .apply("Shard rows of " + name, ParDo.of(new ShardRowFn(plan, shards)))
        .setCoder(
            KvCoder.of(
                VarIntCoder.of(),
                KvCoder.of(RecordCoder.of(Row.class), ListCoder.of(RecordCoder.of(Answer.class)))))
        .apply("Group shards of " + name, GroupByKey.create())
        .apply("Compare answers, " + name, ParDo.of(new CompareFn(plan, lanes, lane)));
  }

  /** Takes the answers that a lane compares. */
  static final class RowFn extends DoFn<List<EvaluatedTrial>, KV<RowKey, EvaluatedTrial>> {

    private static final long serialVersionUID = 1L;

    private final HashSet<String> experiments;

    /**
     * @param experiments names of those whose answers are compared
     */
    RowFn(Collection<String> experiments) {
      this.experiments = new HashSet<>(experiments);
    }

    @ProcessElement
    public void key(
        @Element List<EvaluatedTrial> batch, OutputReceiver<KV<RowKey, EvaluatedTrial>> byRow) {
      for (EvaluatedTrial answered : batch) {
        if (experiments.contains(answered.trial().experiment())) {
          byRow.output(
              KV.of(
                  RowKey.of(answered.answer()),
                  new EvaluatedTrial(answered.trial(), answered.answer(), List.of())));
        }
      }
    }
  }

  /** Keys each row's answers by a shard; the row itself goes along once. */
  static final class ShardRowFn
      extends DoFn<KV<RowKey, Iterable<EvaluatedTrial>>, KV<Integer, KV<Row, List<Answer>>>> {

    private static final long serialVersionUID = 1L;

    private final EvaluationPlan plan;
    private final int shards;

    ShardRowFn(EvaluationPlan plan, int shards) {
      this.plan = plan;
      this.shards = shards;
    }

    @ProcessElement
    public void shard(
        @Element KV<RowKey, Iterable<EvaluatedTrial>> gathered,
        OutputReceiver<KV<Integer, KV<Row, List<Answer>>>> output) {
      List<Answer> answers = new ArrayList<>();
      Row row = null;
      String least = null;
      for (EvaluatedTrial answered : gathered.getValue()) {
        Answer answer = answered.answer();
        row = answered.trial().row();
        answers.add(answer);
        String task = AnswerCall.task(plan.experiment(answer.experiment()), row, answer);
        least = least == null || task.compareTo(least) < 0 ? task : least;
      }
      if (row != null && least != null && answers.size() > 1) {
        output.output(KV.of(ShardFn.shard(least, shards), KV.of(row, answers)));
      }
    }
  }
}
