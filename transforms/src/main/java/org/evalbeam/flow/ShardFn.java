package org.evalbeam.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.evalbeam.data.Trial;
import org.jspecify.annotations.Nullable;

/**
 * Keys trials by their shard, a range of the identity of their task. They travel in batches of
 * their own. A single shard needs no identity, and finding one means building the request.
 */
final class ShardFn extends DoFn<List<Trial>, KV<Integer, List<TrialTask>>> {

  private static final long serialVersionUID = 1L;

  /** Hexadecimal digits of an identity that are enough to tell shards apart. */
  private static final int DIGITS = 7;

  /** What all batches hold together, however many shards there are: some megabytes. */
  private static final BatchSize MOST_IN_ALL = new BatchSize(4_096, 1 << 22);

  private final EvaluationPlan plan;
  private final int shards;
  private transient Map<Integer, Batcher<TrialTask>> batches;
  private transient BatchSize held;

  ShardFn(EvaluationPlan plan, int shards) {
    this.plan = plan;
    this.shards = shards;
  }

  @StartBundle
  public void startBundle() {
    clear();
  }

  @ProcessElement
  public void shard(
      @Element List<Trial> trials, OutputReceiver<KV<Integer, List<TrialTask>>> output) {
    trials.forEach(trial -> shard(trial, output::output));
  }

  private void shard(Trial trial, Consumer<KV<Integer, List<TrialTask>>> output) {
    TrialTask task = new TrialTask(trial, id(trial));
    int shard = task.id() == null ? 0 : shard(task.id(), shards);
    Batcher<TrialTask> batch =
        batches.computeIfAbsent(
            shard, none -> new Batcher<>(waiting -> Characters.of(waiting.trial())));
    BatchSize before = batch.size();
    batch.add(task, full -> output.accept(KV.of(shard, full)));
    held = held.minus(before).plus(batch.size());
    if (held.reaches(MOST_IN_ALL)) {
      handOver(output);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    handOver(
        batch ->
            context.output(batch, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
  }

  private void handOver(Consumer<KV<Integer, List<TrialTask>>> output) {
    batches.forEach((shard, batch) -> batch.handOver(tasks -> output.accept(KV.of(shard, tasks))));
    clear();
  }

  private void clear() {
    batches = new HashMap<>();
    held = BatchSize.NONE;
  }

  private @Nullable String id(Trial trial) {
    return shards == 1 ? null : AnswerCall.task(plan.experiment(trial.experiment()), trial.row());
  }

  /** The shard of a task. */
  static int shard(String task, int shards) {
    long hash = Long.parseLong(task.substring(0, DIGITS), 16);
    return (int) ((hash * shards) >> (4 * DIGITS));
  }
}
