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
import org.evalbeam.data.Row;
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
import org.evalbeam.endpoint.protocol.EmbeddingsReply;
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
  private final PlannedPairs pairs;
  private final Journal journal;

  /**
   * A forecast for the trials of a plan.
   *
   * @param journal what is kept
   */
  TrialForecast(EvaluationPlan plan, Journal journal) {
    this.plan = plan;
    this.metrics = new BoundMetrics(plan);
    this.pairs = new PlannedPairs(plan, metrics);
    this.journal = journal;
  }

  /**
   * An answer as far as it is known.
   *
   * @param answer the answer; where it is not there yet, one that stands for it
   * @param unknown what it adds to a request that quotes it; none where it is known
   * @param isKnown whether it is there, or known to fail
   */
  private record Foreseen(Answer answer, ForecastCall.Tokens unknown, boolean isKnown) {}

  /**
   * Tells the calls that all trials of a row would want, and the comparisons of their answers.
   *
   * @return how many comparisons there are, those among them that need no call
   */
  public long ofRow(List<Trial> trials, Consumer<ForecastCall> calls) {
    Map<String, Foreseen> byExperiment = new HashMap<>();
    for (Trial trial : trials) {
      Foreseen foreseen = of(trial, calls);
      if (pairs.compare(trial.experiment())) {
        byExperiment.put(trial.experiment(), foreseen);
      }
    }
    if (byExperiment.isEmpty()) {
      return 0;
    }
    long comparisons = 0;
    Row row = trials.get(0).row();
    for (PlannedPair pair : pairs.on(row.dataset())) {
      Foreseen a = byExperiment.get(pair.a().experiment().name());
      Foreseen b = byExperiment.get(pair.b().experiment().name());
      if (a != null && b != null) {
        comparisons += pair.judgeRepeats();
        addComparisons(pair, row, a, b, calls);
      }
    }
    return comparisons;
  }

  /** Both orders, unless it is known that there is nothing to compare. */
  private void addComparisons(
      PlannedPair pair, Row row, Foreseen a, Foreseen b, Consumer<ForecastCall> calls) {
    ComparePair comparison = new ComparePair(pair, row, a.answer(), b.answer());
    boolean bothKnown = a.isKnown() && b.isKnown();
    if (bothKnown ? !comparison.isOpen() : comparison.isMissing()) {
      return;
    }
    String task = comparison.task();
    ForecastCall.Tokens unknown = a.unknown().plus(b.unknown());
    Subject subject = ScoreTrial.subject(pair.a(), row, a.answer(), b.answer());
    for (int repeat = 0; repeat < pair.judgeRepeats(); repeat++) {
      KnownJudge judge =
          new KnownJudge(pair.a(), pair.metric(), subject, task, repeat, unknown, calls);
      if (comparison.askAFirst(judge).status() != Status.UNPARSED) {
        judge.beginAnew();
        var unused = comparison.askBFirst(judge);
      }
    }
  }

  /** Tells the calls that a trial would want by itself, in the order of a run. */
  private Foreseen of(Trial trial, Consumer<ForecastCall> calls) {
    PlannedExperiment planned = plan.experiment(trial.experiment());
    AnswerCall call = AnswerCall.of(planned, trial.row());
    ForecastCall.Tokens unknown = ForecastCall.Tokens.NONE;
    boolean isKnown = true;
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
      isKnown = kept != null;
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
    return new Foreseen(answer, unknown, isKnown);
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

    /** From now on it is asked for another score. */
    void beginAnew() {
      asked = 0;
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
      Protocol<EmbeddingsReply> protocol = Dialect.embeddings(texts.size());
      return said(endpoint, protocol, request, ForecastCall.Tokens.NONE).vectors();
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
