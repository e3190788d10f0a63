package org.evalbeam.flow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.evalbeam.data.Answer;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Trial;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.protocol.ChatProtocol;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.metric.MetricInstance;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Streams shards of trials into the bundle's window of open tasks. The iterable of a shard is read
 * once, from front to back, since runners stream it; results leave as they end, and what is still
 * open at the end of the bundle is waited for there.
 */
final class EvaluateFn extends DoFn<KV<Integer, Iterable<KV<String, Trial>>>, EvaluatedTrial> {

  private static final long serialVersionUID = 1L;

  /** The timestamp of what a grouping gives, and so of the results that leave with a shard. */
  private static final Instant END = GlobalWindow.INSTANCE.maxTimestamp();

  private final EvaluationPlan plan;
  private final Lanes lanes;
  private final int lane;

  private transient CallRuntime runtime;
  private transient BoundMetrics metrics;
  private transient TaskWindow<EvaluatedTrial> window;

  EvaluateFn(EvaluationPlan plan, Lanes lanes, int lane) {
    this.plan = plan;
    this.lanes = lanes;
    this.lane = lane;
  }

  @Setup
  public void setup() {
    runtime = CallRuntime.acquire(plan);
    metrics = new BoundMetrics(plan);
  }

  @StartBundle
  public void startBundle() {
    window = new TaskWindow<>(runtime.slots(lanes, lane));
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<KV<String, Trial>>> shard,
      OutputReceiver<EvaluatedTrial> output)
      throws InterruptedException {
    for (KV<String, Trial> task : shard.getValue()) {
      window.submit(() -> evaluate(task.getKey(), task.getValue()));
      window.emitEnded(
          evaluated -> {
            CallMetrics.throttled(evaluated.answer());
            output.output(evaluated);
          });
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException, IOException {
    window.drain(
        evaluated -> {
          CallMetrics.throttled(evaluated.answer());
          context.output(evaluated, END, GlobalWindow.INSTANCE);
        });
    runtime.flush();
    runtime.tellMetrics();
  }

  @Teardown
  public void teardown() {
    runtime.close();
  }

  private EvaluatedTrial evaluate(String task, Trial trial) throws InterruptedException {
    PlannedExperiment planned = plan.experiment(trial.experiment());
    Answer answer = answer(planned, trial, AnswerCall.of(planned, trial.row(), task));
    List<Observation> judged = new ArrayList<>();
    for (MetricInstance metric : metrics.judged(trial.experiment())) {
      for (int repeat = 0; repeat < planned.repeats(metric); repeat++) {
        JudgeCalls judge = JudgeCalls.of(planned, metric, task, repeat, runtime);
        judged.add(ScoreTrial.judge(planned, trial.row(), answer, metric, judge));
      }
    }
    return new EvaluatedTrial(trial, answer, judged);
  }

  private Answer answer(PlannedExperiment planned, Trial trial, @Nullable AnswerCall call)
      throws InterruptedException {
    if (planned.experiment().model().isSupplied()) {
      return AnswerTrial.supplied(planned.experiment(), trial);
    }
    if (call == null) {
      return AnswerTrial.notAsked(planned.experiment(), trial.row());
    }
    Endpoint endpoint = call.endpoint();
    ChatProtocol protocol = endpoint.terms().protocol().chat();
    PaidCalls.Paid<ChatReply> paid =
        runtime
            .calls()
            .call(
                new PaidCalls.Call(endpoint, call.id(), call.id()),
                protocol,
                () -> runtime.client(endpoint).call(protocol, call.request(), call.id()));
    return AnswerTrial.called(planned.experiment(), trial.row(), call, paid);
  }
}
