package org.evalbeam.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.evalbeam.endpoint.CallId;
import org.evalbeam.endpoint.CallResult;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Requests;
import org.evalbeam.endpoint.protocol.ChatProtocol;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.endpoint.protocol.EmbeddingsReply;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.endpoint.protocol.Protocol;
import org.evalbeam.endpoint.protocol.Reply;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.metric.Judge;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/**
 * The models that one metric asks on one answer: makes the calls and adds up what they took. Asking
 * the same again is another call, kept apart by its ordinal.
 */
final class JudgeCalls implements Judge {

  private final PlannedExperiment planned;
  private final CallRuntime runtime;
  private final String task;
  private final int repeat;
  private final MetricInstance metric;
  private final Map<String, Integer> askedBefore = new HashMap<>();
  private final JudgeTally tally = new JudgeTally();

  private JudgeCalls(
      PlannedExperiment planned,
      MetricInstance metric,
      String task,
      int repeat,
      CallRuntime runtime) {
    this.planned = planned;
    this.metric = metric;
    this.task = task;
    this.repeat = repeat;
    this.runtime = runtime;
  }

  /**
   * The models that a metric of an experiment asks.
   *
   * @param task identity of the answer's task
   * @param repeat which of the judge's repeats it is, from 0
   */
  static JudgeCalls of(
      PlannedExperiment planned,
      MetricInstance metric,
      String task,
      int repeat,
      CallRuntime runtime) {
    return new JudgeCalls(planned, metric, task, repeat, runtime);
  }

  @Override
  public String ask(String prompt) throws FailedException {
    Endpoint endpoint = planned.judgeEndpoint();
    ChatProtocol protocol = endpoint.terms().protocol().chat();
    Request request = Requests.judgement(protocol, planned.judgeModel(), prompt);
    return reply(call(endpoint, protocol, request), "judge").text();
  }

  @Override
  public List<List<Double>> embed(List<String> texts) throws FailedException {
    Endpoint endpoint = planned.embeddings(metric.embeddingModel());
    Request request = Requests.embeddings(endpoint.model(), texts);
    Protocol<EmbeddingsReply> protocol = Dialect.embeddings(texts.size());
    return reply(call(endpoint, protocol, request), "embedding model").vectors();
  }

  private static <R extends Reply> R reply(CallResult<R> result, String who)
      throws FailedException {
    Failure failure = result.failure();
    R reply = result.reply();
    if (failure != null) {
      throw new FailedException(failure.reason(), who + ": " + failure.message());
    }
    if (reply == null) {
      throw new IllegalStateException("a call ended with neither a reply nor a failure");
    }
    return reply;
  }

  private <R extends Reply> CallResult<R> call(
      Endpoint endpoint, Protocol<R> protocol, Request request) {
    int ordinal = askedBefore.merge(request.body(), 1, Integer::sum);
    String id = CallId.ofJudgement(task, endpoint.identity(), request.body(), repeat, ordinal);
    try {
      CallResult<R> result =
          runtime
              .calls()
              .call(
                  new PaidCalls.Call(endpoint, id, task),
                  protocol,
                  keeper -> runtime.client(endpoint).call(protocol, request, id, keeper))
              .result();
      tally.add(result, endpoint);
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while the judge was asked");
    }
  }

  /** Which of the judge's repeats it is, from 0. */
  int repeat() {
    return repeat;
  }

  /** The model that scores, as it is shown: the judge, or where none is asked the embeddings'. */
  @Nullable String shownModel() {
    Model judge = planned.experiment().judge();
    if (metric.info().kind() == MetricInfo.Kind.EMBEDDING) {
      return planned.embeddings(metric.embeddingModel()).model();
    }
    return judge == null ? null : judge.shownName();
  }

  /** What the calls took so far. */
  JudgeTally tally() {
    return tally;
  }
}
