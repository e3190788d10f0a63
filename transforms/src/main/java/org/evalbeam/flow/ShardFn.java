package org.evalbeam.flow;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.evalbeam.data.Trial;
import org.jspecify.annotations.Nullable;

/** Keys each trial by its shard: a range of the hash of the call that answers it. */
final class ShardFn extends DoFn<Trial, KV<Integer, Trial>> {

  private static final long serialVersionUID = 1L;

  /** Hexadecimal digits of a call id that are enough to tell shards apart. */
  private static final int DIGITS = 7;

  private final EvaluationPlan plan;
  private final int shards;

  ShardFn(EvaluationPlan plan, int shards) {
    this.plan = plan;
    this.shards = shards;
  }

  @ProcessElement
  public void shard(@Element Trial trial, OutputReceiver<KV<Integer, Trial>> output) {
    @Nullable AnswerCall call = AnswerCall.of(plan.experiment(trial.experiment()), trial.row());
    output.output(KV.of(call == null ? trial.row().numLine() % shards : shard(call.id()), trial));
  }

  private int shard(String callId) {
    long hash = Long.parseLong(callId.substring(0, DIGITS), 16);
    return (int) ((hash * shards) >> (4 * DIGITS));
  }
}
