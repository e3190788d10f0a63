package org.evalbeam.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
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
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.endpoint.protocol.Protocol;
import org.evalbeam.endpoint.protocol.RawReply;
import org.evalbeam.endpoint.protocol.Reply;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.journal.Journal;
import org.evalbeam.journal.JournalEntry;
import org.evalbeam.metric.CallRange;
import org.evalbeam.metric.Judge;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.metric.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which calls trials would want, without making any: it goes the way of a run, takes from
 * the journal what is there, and stops a metric where it would have to ask.
 */
public final class TrialForecast {

  /** Stands for texts that are not known yet; their own length is added to the estimate. */
  private static final String UNKNOWN = "?";

  /** Parameter of a model that searches, and of it the number of texts that it finds. */
  private static final String SEARCH = "rag";

  private static final String FOUND = "k";
  private static final int MOST_FOUND = 1_000;

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
      answer = AnswerTrial.notAsked(planned.experiment(), trial.row());
    } else {
      CallResult<ChatReply> kept = kept(call.id(), call.id(), protocol(call.endpoint()));
      ForecastCall wanted = ForecastCall.of(call, kept != null);
      calls.accept(wanted);
      unknown = kept == null ? wanted.output() : unknown;
      CallResult<ChatReply> result = kept == null ? of(unknown(planned), "", 0, 0) : kept;
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
        Subject subject = ScoreTrial.subject(planned, trial.row(), answer);
        for (int repeat = 0; repeat < planned.repeats(metric); repeat++) {
          var unused =
              metric.score(
                  subject, new KnownJudge(planned, metric, subject, task, repeat, unknown, calls));
        }
      }
    }
  }

  /** An answer; where the model searches, with as many texts found as it is asked for. */
  private static ChatReply unknown(PlannedExperiment planned) {
    JsonNode search = planned.experiment().model().extraParams().get(SEARCH);
    List<String> found =
        search == null || !search.isObject()
            ? null
            : Collections.nCopies(
                Math.max(1, Math.min(MOST_FOUND, search.path(FOUND).asInt(1))), UNKNOWN);
    return new ChatReply(UNKNOWN, null, null, null, null, null, 0, found);
  }

  private static ChatProtocol protocol(Endpoint endpoint) {
    return endpoint.terms().protocol().chat();
  }

  private static <R extends Reply> CallResult<R> of(
      R reply, String body, double seconds, double firstByteSeconds) {
    RawReply raw = new RawReply(body, seconds, firstByteSeconds);
    return new CallResult<>(reply, raw, null, 0, Waits.NONE);
  }

  private <R extends Reply> @Nullable CallResult<R> kept(
      String task, String id, Protocol<R> protocol) {
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

  /** Models that say only what they have said before. */
  private final class KnownJudge implements Judge {

    private final PlannedExperiment planned;
    private final MetricInstance metric;
    private final CallRange range;
    private final String task;
    private final int repeat;
    private final ForecastCall.Tokens unknown;
    private final Consumer<ForecastCall> calls;
    private final Map<String, Integer> askedBefore = new HashMap<>();
    private int asked;

    KnownJudge(
        PlannedExperiment planned,
        MetricInstance metric,
        Subject subject,
        String task,
        int repeat,
        ForecastCall.Tokens unknown,
        Consumer<ForecastCall> calls) {
      this.planned = planned;
      this.metric = metric;
      this.range = metric.calls(subject);
      this.task = task;
      this.repeat = repeat;
      this.unknown = unknown;
      this.calls = calls;
    }

    @Override
    public String ask(String prompt) throws FailedException {
      Endpoint endpoint = planned.judgeEndpoint();
      Request request = Requests.judgement(protocol(endpoint), planned.judgeModel(), prompt);
      return said(endpoint, protocol(endpoint), request, ForecastCall.output(request)).text();
    }

    @Override
    public List<List<Double>> embed(List<String> texts) throws FailedException {
      Endpoint endpoint = planned.embeddings(metric.embeddingModel());
      Request request = Requests.embeddings(endpoint.model(), texts);
      return said(endpoint, Dialect.EMBEDDINGS, request, ForecastCall.Tokens.NONE).vectors();
    }

    private <R extends Reply> R said(
        Endpoint endpoint, Protocol<R> protocol, Request request, ForecastCall.Tokens output)
        throws FailedException {
      asked++;
      int ordinal = askedBefore.merge(request.body(), 1, Integer::sum);
      String id = CallId.ofJudgement(task, endpoint.identity(), request.body(), repeat, ordinal);
      CallResult<R> kept = kept(task, id, protocol);
      R reply = kept == null ? null : kept.reply();
      calls.accept(
          ForecastCall.ofJudgement(
              endpoint, id, reply != null, request, unknown, output, further(reply != null)));
      if (reply == null) {
        throw new FailedException(FailureReason.ANSWER_FAILED, "not asked yet");
      }
      return reply;
    }

    /** What a reply that is still to come may bring about. */
    private CallRange further(boolean known) {
      return known
          ? CallRange.NONE
          : new CallRange(Math.max(0, range.least() - asked), Math.max(0, range.most() - asked));
    }
  }
}
