package org.evalbeam.flow;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.evalbeam.data.Trial;

/**
 * Keys each trial by its shard, a range of the identity of its task, and sends that identity along:
 * finding it means building the request.
 */
final class ShardFn extends DoFn<Trial, KV<Integer, KV<String, Trial>>> {

  private static final long serialVersionUID = 1L;

  /** Hexadecimal digits of an identity that are enough to tell shards apart. */
  private static final int DIGITS = 7;

  private final EvaluationPlan plan;
  private final int shards;

  ShardFn(EvaluationPlan plan, int shards) {
    this.plan = plan;
    this.shards = shards;
  }

  @ProcessElement
  public void shard(@Element Trial trial, OutputReceiver<KV<Integer, KV<String, Trial>>> output) {
    String task = AnswerCall.task(plan.experiment(trial.experiment()), trial.row());
    output.output(KV.of(shard(task, shards), KV.of(task, trial)));
  }

  /** The shard of a task. */
  static int shard(String task, int shards) {
    long hash = Long.parseLong(task.substring(0, DIGITS), 16);
    return (int) ((hash * shards) >> (4 * DIGITS));
  }
}
