package org.evalbeam.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.ReplySource;
import org.evalbeam.data.Status;
import org.evalbeam.data.Trial;
import org.evalbeam.endpoint.CallId;
import org.evalbeam.endpoint.CallResult;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Requests;
import org.evalbeam.endpoint.Waits;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.endpoint.protocol.ChatProtocol;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.RawReply;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.journal.Journal;
import org.evalbeam.journal.JournalEntry;
import org.evalbeam.metric.Judge;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.metric.Subject;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which calls trials would want, without making any: it goes the way of a run, takes from
 * the journal what is there, and stops a metric where it would have to ask.
 */
public final class TrialForecast {

  /** Stands for an answer that is not known yet; its own length is added to the estimate. */
  private static final ChatReply UNKNOWN =
      new ChatReply("?", null, null, null, null, null, 0, null);

  private final EvaluationPlan plan;
  private final BoundMetrics metrics;
  private final Journal journal;

  /**
   * A forecast for the trials of a plan.
   *
   * @param journal what is kept
   */
  TrialForecast(EvaluationPlan plan, Journal journal) {
    this.plan = plan;
    this.metrics = new BoundMetrics(plan);
    this.journal = journal;
  }

  /** Tells the calls that a trial would want, in the order of a run. */
  public void of(Trial trial, Consumer<ForecastCall> calls) {
    PlannedExperiment planned = plan.experiment(trial.experiment());
    AnswerCall call = AnswerCall.of(planned, trial.row());
    ForecastCall.Tokens unknown = ForecastCall.Tokens.NONE;
    Answer answer;
    if (planned.experiment().model().isSupplied()) {
      answer = AnswerTrial.supplied(planned.experiment(), trial);
    } else if (call == null) {
      answer = AnswerTrial.withoutQuery(planned.experiment(), trial.row());
    } else {
      CallResult<ChatReply> kept = kept(call.id(), call.id(), protocol(call.endpoint()));
      ForecastCall wanted = ForecastCall.of(call, kept != null);
      calls.accept(wanted);
      unknown = kept == null ? wanted.output() : unknown;
      CallResult<ChatReply> result = kept == null ? of(UNKNOWN, "", 0, 0) : kept;
      answer =
          AnswerTrial.called(
              planned.experiment(),
              trial.row(),
              call,
              new PaidCalls.Paid<>(result, ReplySource.JOURNAL));
    }
    if (answer.status() == Status.OK) {
      String task = call == null ? AnswerCall.task(planned, trial.row()) : call.id();
      for (MetricInstance metric : metrics.judged(trial.experiment())) {
        for (int repeat = 0; repeat < planned.experiment().judgeRepeats(); repeat++) {
          var unused =
              metric.score(
                  new Subject(trial.row(), answer),
                  new KnownJudge(planned, task, repeat, unknown, calls));
        }
      }
    }
  }

  private static ChatProtocol protocol(Endpoint endpoint) {
    return endpoint.terms().protocol().chat();
  }

  private static CallResult<ChatReply> of(
      ChatReply reply, String body, double seconds, double firstByteSeconds) {
    RawReply raw = new RawReply(body, seconds, firstByteSeconds);
    return new CallResult<>(reply, raw, null, 0, Waits.NONE);
  }

  private @Nullable CallResult<ChatReply> kept(String task, String id, ChatProtocol protocol) {
    try {
      JournalEntry entry = journal.find(task, id);
      return entry == null
          ? null
          : of(
              protocol.read(entry.body()), entry.body(), entry.seconds(), entry.firstByteSeconds());
    } catch (CallFailedException unreadable) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A judge that says only what it has said before. */
  private final class KnownJudge implements Judge {

    private final Model model;
    private final Endpoint endpoint;
    private final String task;
    private final int repeat;
    private final ForecastCall.Tokens unknown;
    private final Consumer<ForecastCall> calls;
    private final Map<String, Integer> askedBefore = new HashMap<>();

    KnownJudge(
        PlannedExperiment planned,
        String task,
        int repeat,
        ForecastCall.Tokens unknown,
        Consumer<ForecastCall> calls) {
      Model judge = planned.experiment().judge();
      Endpoint at = planned.judge();
      if (judge == null || at == null) {
        throw new IllegalStateException("no judge in experiment " + planned.experiment().name());
      }
      this.model = judge;
      this.endpoint = at;
      this.task = task;
      this.repeat = repeat;
      this.unknown = unknown;
      this.calls = calls;
    }

    @Override
    public String ask(String prompt) throws FailedException {
      Request request = Requests.judgement(protocol(endpoint), model, prompt);
      int ordinal = askedBefore.merge(request.body(), 1, Integer::sum);
      String id = CallId.ofJudgement(task, endpoint.identity(), request.body(), repeat, ordinal);
      CallResult<ChatReply> kept = kept(task, id, protocol(endpoint));
      calls.accept(ForecastCall.ofJudgement(endpoint, id, kept != null, request, unknown));
      ChatReply reply = kept == null ? null : kept.reply();
      if (reply == null) {
        throw new FailedException(FailureReason.ANSWER_FAILED, "not asked yet");
      }
      return reply.text();
    }
  }
}
