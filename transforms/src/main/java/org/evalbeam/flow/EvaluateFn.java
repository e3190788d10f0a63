package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.evalbeam.data.Answer;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Row;
import org.evalbeam.data.Trial;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.protocol.ChatProtocol;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.metric.MetricInstance;
import org.jspecify.annotations.Nullable;

/** Answers trials and has each answer judged, in one task. */
final class EvaluateFn extends CallingFn<List<TrialTask>, EvaluatedTrial> {

  private static final long serialVersionUID = 1L;

  private transient BoundMetrics metrics;

  EvaluateFn(EvaluationPlan plan, Lanes lanes, int lane) {
    super(plan, lanes, lane);
  }

  @Setup
  @Override
  public void setup() {
    super.setup();
    metrics = new BoundMetrics(plan());
  }

  @Override
  List<Callable<EvaluatedTrial>> tasks(List<TrialTask> batch) {
    return batch.stream().<Callable<EvaluatedTrial>>map(task -> () -> evaluate(task)).toList();
  }

  @Override
  int characters(EvaluatedTrial evaluated) {
    return Characters.of(evaluated);
  }

  @Override
  void ended(EvaluatedTrial evaluated) {
    CallMetrics.throttled(evaluated.answer());
  }

  private EvaluatedTrial evaluate(TrialTask task) throws InterruptedException {
    Trial trial = task.trial();
    PlannedExperiment planned = plan().experiment(trial.experiment());
    Answer answer = answer(planned, trial, AnswerCall.of(planned, trial.row(), task.id()));
    List<MetricInstance> judges = metrics.judged(trial.experiment());
    return new EvaluatedTrial(
        trial, answer, judges.isEmpty() ? List.of() : judged(task, planned, answer, judges));
  }

  private List<Observation> judged(
      TrialTask task, PlannedExperiment planned, Answer answer, List<MetricInstance> judges) {
    Row row = task.trial().row();
    String id = task.id() == null ? AnswerCall.task(planned, row, answer) : task.id();
    List<Observation> judged = new ArrayList<>();
    for (MetricInstance metric : judges) {
      for (int repeat = 0; repeat < planned.repeats(metric); repeat++) {
        JudgeCalls judge = JudgeCalls.of(planned, metric, id, repeat, runtime());
        judged.add(ScoreTrial.judge(planned, row, answer, metric, judge));
      }
    }
    return judged;
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
        runtime()
            .calls()
            .call(
                new PaidCalls.Call(endpoint, call.id(), call.id()),
                protocol,
                keeper ->
                    runtime().client(endpoint).call(protocol, call.request(), call.id(), keeper));
    return AnswerTrial.called(planned.experiment(), trial.row(), call, paid);
  }
}
