package org.evalbeam.flow;

import java.util.Locale;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Observation;
import org.evalbeam.data.ReplySource;
import org.evalbeam.data.Status;
import org.evalbeam.data.Trial;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Price;
import org.jspecify.annotations.Nullable;

/**
 * Counts what went in and what came out, from the collections themselves: counters of a runner
 * count retried bundles twice. The program checks at the end that the counts balance.
 */
public final class CountResults {

  /** Trials that were to be evaluated. */
  public static final String TRIALS = "trials";

  /** Observations that the trials' metrics must give. */
  public static final String EXPECTED_OBSERVATIONS = "expected_observations";

  /** Prefix of the counts of answers, by status and reason: {@code answers_failed_timeout}. */
  public static final String ANSWERS = "answers_";

  /** Prefix of the counts of answers by where their reply came from: {@code replies_journal}. */
  public static final String REPLIES = "replies_";

  /** Prefix of the counts of observations, by status and reason. */
  public static final String OBSERVATIONS = "observations_";

  /**
   * Prefix of what the run's own calls cost, by currency, in billionths of it: {@code
   * spent_billionths_usd}. As far as prices and tokens are known.
   */
  public static final String SPENT = "spent_billionths_";

  private static final double BILLION = 1e9;

  private CountResults() {}

  /** The counts, by name. */
  public static PCollection<KV<String, Long>> of(
      EvaluationPlan plan,
      PCollection<Trial> trials,
      PCollection<Answer> answers,
      PCollection<Observation> observations) {
    return PCollectionList.of(counted(trials.apply("Count trials", ParDo.of(new TrialFn(plan)))))
        .and(counted(answers.apply("Count answers", ParDo.of(new AnswerFn(plan)))))
        .and(counted(observations.apply("Count observations", ParDo.of(new ObservationFn(plan)))))
        .apply("Gather counts", Flatten.pCollections())
        .apply("Add up", Sum.longsPerKey());
  }

  private static PCollection<KV<String, Long>> counted(PCollection<KV<String, Long>> counts) {
    return counts.setCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()));
  }

  private static void spent(
      @Nullable Endpoint endpoint, @Nullable Double cost, TallyFn.Tally counts) {
    Price price = endpoint == null ? null : endpoint.terms().price();
    if (price != null && cost != null && cost > 0) {
      String currency = price.currency().toLowerCase(Locale.ROOT);
      counts.add(SPENT + currency, Math.round(cost * BILLION));
    }
  }

  private static String ending(Status status, @Nullable FailureReason reason) {
    String why = reason == null ? "" : "_" + reason.name();
    return (status.name() + why).toLowerCase(Locale.ROOT);
  }

  static final class TrialFn extends TallyFn<Trial> {

    private static final long serialVersionUID = 1L;

    private final EvaluationPlan plan;
    private transient BoundMetrics metrics;

    TrialFn(EvaluationPlan plan) {
      this.plan = plan;
    }

    @Setup
    public void setup() {
      metrics = new BoundMetrics(plan);
    }

    @Override
    void count(Trial trial, Tally counts) {
      PlannedExperiment planned = plan.experiment(trial.experiment());
      int judgements = metrics.judged(trial.experiment()).stream().mapToInt(planned::repeats).sum();
      int computed = metrics.computed(trial.experiment()).size();
      counts.add(TRIALS, 1);
      counts.add(EXPECTED_OBSERVATIONS, judgements + computed);
    }
  }

  static final class AnswerFn extends TallyFn<Answer> {

    private static final long serialVersionUID = 1L;

    private final EvaluationPlan plan;

    AnswerFn(EvaluationPlan plan) {
      this.plan = plan;
    }

    @Override
    void count(Answer answer, Tally counts) {
      counts.add(ANSWERS + ending(answer.status(), answer.reason()), 1);
      ReplySource source = answer.replySource();
      if (source != null) {
        counts.add(REPLIES + source.name().toLowerCase(Locale.ROOT), 1);
      }
      if (source == ReplySource.CALL) {
        spent(plan.experiment(answer.experiment()).endpoint(), answer.cost(), counts);
      }
    }
  }

  static final class ObservationFn extends TallyFn<Observation> {

    private static final long serialVersionUID = 1L;

    private final EvaluationPlan plan;

    ObservationFn(EvaluationPlan plan) {
      this.plan = plan;
    }

    @Override
    void count(Observation seen, Tally counts) {
      counts.add(OBSERVATIONS + ending(seen.status(), seen.reason()), 1);
      if (seen.judgeAttempts() > 0) {
        spent(plan.experiment(seen.experiment()).judge(), seen.judgeCost(), counts);
      }
    }
  }
}
