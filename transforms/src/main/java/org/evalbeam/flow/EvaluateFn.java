package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Trial;
import org.evalbeam.data.TrialAnswer;
import org.evalbeam.metric.MetricInstance;
import org.jspecify.annotations.Nullable;

/**
 * Streams shards of trials into the bundle's window of open tasks. The iterable of a shard is read
 * once, from front to back, since runners stream it; results leave as they end, and what is still
 * open at the end of the bundle is waited for there.
 */
final class EvaluateFn extends DoFn<KV<Integer, Iterable<Trial>>, TrialAnswer> {

  private static final long serialVersionUID = 1L;

  private final EvaluationPlan plan;
  private final Lanes lanes;
  private final int lane;

  private transient CallRuntime runtime;
  private transient BoundMetrics metrics;
  private transient TaskWindow<Evaluated> window;
  private transient Map<String, Sharers> waitingForSharers;

  EvaluateFn(EvaluationPlan plan, Lanes lanes, int lane) {
    this.plan = plan;
    this.lanes = lanes;
    this.lane = lane;
  }

  /** What a task gives. */
  private record Evaluated(TrialAnswer answer, List<Observation> judged) {}

  /** The calls of trials that share an answer, and how many of those trials are still to come. */
  private static final class Sharers {
    private final SharedCalls calls = new SharedCalls();
    private int toCome;
  }

  @Setup
  public void setup() {
    runtime = CallRuntime.acquire(plan);
    metrics = new BoundMetrics(plan);
  }

  @StartBundle
  public void startBundle() {
    window = new TaskWindow<>(runtime.slots(lanes, lane));
    waitingForSharers = new HashMap<>();
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<Trial>> shard, MultiOutputReceiver output)
      throws InterruptedException {
    for (Trial trial : shard.getValue()) {
      PlannedExperiment planned = plan.experiment(trial.experiment());
      AnswerCall call = AnswerCall.of(planned, trial.row());
      SharedCalls calls = call == null ? new SharedCalls() : callsOf(call, trial);
      window.submit(() -> evaluate(planned, trial, call, calls));
      window.emitEnded(
          evaluated -> {
            output.get(EvaluateTrials.ANSWERS).output(evaluated.answer());
            evaluated.judged().forEach(output.get(EvaluateTrials.JUDGED)::output);
          });
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    window.drain(
        evaluated -> {
          emit(context, evaluated.answer());
          evaluated.judged().forEach(judged -> emit(context, judged));
        });
  }

  private static void emit(
      DoFn<KV<Integer, Iterable<Trial>>, TrialAnswer>.FinishBundleContext context,
      TrialAnswer answer) {
    context.output(
        EvaluateTrials.ANSWERS, answer, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
  }

  private static void emit(
      DoFn<KV<Integer, Iterable<Trial>>, TrialAnswer>.FinishBundleContext context,
      Observation judged) {
    context.output(
        EvaluateTrials.JUDGED, judged, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
  }

  @Teardown
  public void teardown() {
    runtime.close();
  }

  /**
   * Kept only until the last trial that shares them has come, so that memory does not grow. Equal
   * rows of different datasets do not share: they are separate samples.
   */
  private SharedCalls callsOf(AnswerCall call, Trial trial) {
    String task = call.id() + " " + trial.row().dataset();
    Sharers sharers = waitingForSharers.get(task);
    if (sharers == null) {
      sharers = new Sharers();
      sharers.toCome = plan.sharing(trial.experiment(), trial.row());
      waitingForSharers.put(task, sharers);
    }
    if (--sharers.toCome <= 0) {
      waitingForSharers.remove(task);
    }
    return sharers.calls;
  }

  private Evaluated evaluate(
      PlannedExperiment planned, Trial trial, @Nullable AnswerCall call, SharedCalls calls)
      throws InterruptedException {
    Answer answer = answer(planned, trial, call, calls);
    List<Observation> judged = new ArrayList<>();
    String task = call == null ? AnswerCall.withoutCall(planned, trial.row()) : call.id();
    for (MetricInstance metric : metrics.judged(trial.experiment())) {
      JudgeCalls judge = JudgeCalls.of(planned, task, calls, runtime);
      judged.add(ScoreTrial.judge(planned.experiment(), trial.row(), answer, metric, judge));
    }
    return new Evaluated(new TrialAnswer(trial, answer), judged);
  }

  private Answer answer(
      PlannedExperiment planned, Trial trial, @Nullable AnswerCall call, SharedCalls calls)
      throws InterruptedException {
    if (planned.experiment().model().isSupplied()) {
      return AnswerTrial.supplied(planned.experiment(), trial);
    }
    return call == null
        ? AnswerTrial.withoutQuery(planned.experiment(), trial.row())
        : AnswerTrial.called(
            planned.experiment(),
            trial.row(),
            call,
            calls.call(runtime.client(call.endpoint()), call.body(), call.id()));
  }
}
