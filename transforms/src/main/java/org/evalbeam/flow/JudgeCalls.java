package org.evalbeam.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.evalbeam.endpoint.CallId;
import org.evalbeam.endpoint.CallResult;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.EndpointClient;
import org.evalbeam.endpoint.Requests;
import org.evalbeam.endpoint.protocol.ChatProtocol;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.metric.Judge;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.Model;

/**
 * The judge of one metric on one answer: makes its calls and adds up what they took. Asking the
 * same again is another call, kept apart by its ordinal.
 */
final class JudgeCalls implements Judge {

  private final Model model;
  private final EndpointClient client;
  private final PaidCalls calls;
  private final String task;
  private final int repeat;
  private final Map<String, Integer> askedBefore = new HashMap<>();
  private final JudgeTally tally = new JudgeTally();

  private JudgeCalls(Model model, EndpointClient client, PaidCalls calls, String task, int repeat) {
    this.model = model;
    this.client = client;
    this.calls = calls;
    this.task = task;
    this.repeat = repeat;
  }

  /**
   * The judge of an experiment that has metrics that need one.
   *
   * @param task identity of the answer's task
   * @param repeat which of the judge's repeats it is, from 0
   */
  static JudgeCalls of(PlannedExperiment planned, String task, int repeat, CallRuntime runtime) {
    Experiment experiment = planned.experiment();
    Endpoint endpoint = planned.judge();
    Model model = experiment.judge();
    if (endpoint == null || model == null) {
      throw new IllegalStateException("no judge in experiment " + experiment.name());
    }
    return new JudgeCalls(model, runtime.client(endpoint), runtime.calls(), task, repeat);
  }

  @Override
  public String ask(String prompt) throws FailedException {
    Endpoint endpoint = client.endpoint();
    ChatProtocol protocol = endpoint.terms().protocol().chat();
    Request request = Requests.judgement(protocol, model, prompt);
    int ordinal = askedBefore.merge(request.body(), 1, Integer::sum);
    String id = CallId.ofJudgement(task, endpoint.identity(), request.body(), repeat, ordinal);
    CallResult<ChatReply> result = call(protocol, request, id);
    tally.add(result, endpoint);
    Failure failure = result.failure();
    ChatReply reply = result.reply();
    if (failure != null) {
      throw new FailedException(failure.reason(), "judge: " + failure.message());
    }
    return reply == null ? "" : reply.text();
  }

  private CallResult<ChatReply> call(ChatProtocol protocol, Request request, String id) {
    try {
      return calls
          .call(
              new PaidCalls.Call(client.endpoint(), id, task),
              protocol,
              () -> client.call(protocol, request, id))
          .result();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while the judge was asked");
    }
  }

  /** Which of the judge's repeats it is, from 0. */
  int repeat() {
    return repeat;
  }

  /** What the calls took so far. */
  JudgeTally tally() {
    return tally;
  }
}
