package org.evalbeam.flow;

import java.util.ArrayList;
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
 * Keys trials by their shard, a range of the identity of their task. They travel in blocks: what a
 * runner does for each element that it groups costs more than the element itself. A single shard
 * needs no identity, and finding one means building the request.
 */
final class ShardFn extends DoFn<Trial, KV<Integer, List<TrialTask>>> {

  private static final long serialVersionUID = 1L;

  /** Hexadecimal digits of an identity that are enough to tell shards apart. */
  private static final int DIGITS = 7;

  /** What a block holds. */
  private static final Size MOST_IN_BLOCK = new Size(64, 1 << 16);

  /** What all blocks hold together, however many shards there are: some megabytes. */
  private static final Size MOST_IN_ALL = new Size(4_096, 1 << 22);

  private final EvaluationPlan plan;
  private final int shards;
  private transient Map<Integer, Block> blocks;
  private transient Size held;

  ShardFn(EvaluationPlan plan, int shards) {
    this.plan = plan;
    this.shards = shards;
  }

  @StartBundle
  public void startBundle() {
    clear();
  }

  @ProcessElement
  public void shard(@Element Trial trial, OutputReceiver<KV<Integer, List<TrialTask>>> output) {
    TrialTask task = new TrialTask(trial, id(trial));
    int shard = task.id() == null ? 0 : shard(task.id(), shards);
    Size size = new Size(1, task.characters());
    Block block = blocks.computeIfAbsent(shard, none -> new Block());
    block.tasks.add(task);
    block.size = block.size.plus(size);
    held = held.plus(size);
    if (block.size.reaches(MOST_IN_BLOCK)) {
      output.output(KV.of(shard, block.tasks));
      blocks.remove(shard);
      held = held.minus(block.size);
    } else if (held.reaches(MOST_IN_ALL)) {
      handOver(output::output);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    handOver(
        block ->
            context.output(block, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
  }

  private void handOver(Consumer<KV<Integer, List<TrialTask>>> output) {
    blocks.forEach((shard, block) -> output.accept(KV.of(shard, block.tasks)));
    clear();
  }

  private void clear() {
    blocks = new HashMap<>();
    held = Size.NONE;
  }

  private @Nullable String id(Trial trial) {
    return shards == 1 ? null : AnswerCall.task(plan.experiment(trial.experiment()), trial.row());
  }

  /** The shard of a task. */
  static int shard(String task, int shards) {
    long hash = Long.parseLong(task.substring(0, DIGITS), 16);
    return (int) ((hash * shards) >> (4 * DIGITS));
  }

  /** Trials of a shard that have not left yet. */
  private static final class Block {
    private final List<TrialTask> tasks = new ArrayList<>();
    private Size size = Size.NONE;
  }

  /** How much trials are; images, which are texts here, may make a block of one. */
  private record Size(int trials, int characters) {

    static final Size NONE = new Size(0, 0);

    Size plus(Size more) {
      return new Size(trials + more.trials, characters + more.characters);
    }

    Size minus(Size fewer) {
      return new Size(trials - fewer.trials, characters - fewer.characters);
    }

    boolean reaches(Size most) {
      return trials >= most.trials || characters >= most.characters;
    }
  }
}
