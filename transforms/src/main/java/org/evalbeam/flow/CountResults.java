package org.evalbeam.flow;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Preference;
import org.evalbeam.data.ReplySource;
import org.evalbeam.data.Status;
import org.evalbeam.data.Trial;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Price;
import org.jspecify.annotations.Nullable;

/**
 * Counts what went in and what was written, from the records themselves: counters of a runner count
 * retried bundles twice. The program checks at the end that the counts balance.
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

  /** Preferences that the trials' pairwise metrics must give; left out where there are none. */
  public static final String EXPECTED_PREFERENCES = "expected_preferences";

  /** Prefix of the counts of preferences, by status and reason. */
  public static final String PREFERENCES = "preferences_";

  /**
   * Prefix of what the run's own calls cost, by currency, in billionths of it: {@code
   * spent_billionths_usd}. As far as prices and tokens are known.
   */
  public static final String SPENT = "spent_billionths_";

  private static final double BILLION = 1e9;

  private static final Endings ANSWER_ENDINGS = new Endings(ANSWERS);
  private static final Endings OBSERVATION_ENDINGS = new Endings(OBSERVATIONS);
  private static final Endings PREFERENCE_ENDINGS = new Endings(PREFERENCES);
  private static final Map<ReplySource, String> REPLY_SOURCES = names(REPLIES, ReplySource.class);

  private CountResults() {}

  /**
   * The counts, by name.
   *
   * @param rows what the trials are made of
   * @param written counts of the records that were written, by {@link #answers}, {@link
   *     #observations} and {@link #preferences}
   */
  public static PCollection<KV<String, Long>> of(
      EvaluationPlan plan,
      PCollection<List<DatasetRow>> rows,
      PCollectionList<KV<String, Long>> written) {
    return written
        .and(
            rows.apply("Count trials", ParDo.of(new CountFn<>(trials(plan))))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of())))
        .apply("Gather counts", Flatten.pCollections())
        .apply("Add up", Sum.longsPerKey());
  }

  private static RecordCount<DatasetRow> trials(EvaluationPlan plan) {
    BoundMetrics metrics = new BoundMetrics(plan);
    HashMap<String, Long> due = new HashMap<>();
    for (PlannedExperiment planned : plan.experiments()) {
      String name = planned.experiment().name();
      long judgements = metrics.judged(name).stream().mapToLong(planned::repeats).sum();
      due.put(name, judgements + metrics.computed(name).size());
    }
    Map<String, Map<String, Long>> pairs = preferencesDue(plan, metrics);
    return (row, counts) -> {
      List<Trial> trials = plan.trials(row);
      for (Trial trial : trials) {
        counts.add(TRIALS, 1);
        counts.add(EXPECTED_OBSERVATIONS, due.getOrDefault(trial.experiment(), 0L));
      }
      if (!pairs.isEmpty()) {
        counts.add(EXPECTED_PREFERENCES, preferencesDue(trials, pairs));
      }
    };
  }

  /** By first and second experiment: preferences of a row that both use. */
  private static Map<String, Map<String, Long>> preferencesDue(
      EvaluationPlan plan, BoundMetrics metrics) {
    Map<String, Map<String, Long>> pairs = new HashMap<>();
    for (PlannedPair pair : new PlannedPairs(plan, metrics).all()) {
      pairs
          .computeIfAbsent(pair.a().experiment().name(), first -> new HashMap<>())
          .merge(pair.b().experiment().name(), (long) pair.judgeRepeats(), Long::sum);
    }
    return pairs;
  }

  private static long preferencesDue(List<Trial> trials, Map<String, Map<String, Long>> pairs) {
    Set<String> there = trials.stream().map(Trial::experiment).collect(Collectors.toSet());
    long due = 0;
    for (String first : there) {
      for (Map.Entry<String, Long> second : pairs.getOrDefault(first, Map.of()).entrySet()) {
        due += there.contains(second.getKey()) ? second.getValue() : 0;
      }
    }
    return due;
  }

  /** What is counted of answers: by status and reason, where the reply came from, its cost. */
  public static RecordCount<Answer> answers(EvaluationPlan plan) {
    return (answer, counts) -> {
      counts.add(ANSWER_ENDINGS.name(answer.status(), answer.reason()), 1);
      ReplySource source = answer.replySource();
      if (source != null) {
        counts.add(requireNonNull(REPLY_SOURCES.get(source)), 1);
      }
      if (source == ReplySource.CALL) {
        spent(plan.experiment(answer.experiment()).endpoint(), answer.cost(), counts);
      }
    };
  }

  /** What is counted of observations: by status and reason, and what their judge was paid. */
  public static RecordCount<Observation> observations(EvaluationPlan plan) {
    return (seen, counts) -> {
      counts.add(OBSERVATION_ENDINGS.name(seen.status(), seen.reason()), 1);
      if (seen.judgeAttempts() > 0) {
        spent(plan.experiment(seen.experiment()).judge(), seen.judgeSpent(), counts);
      }
    };
  }

  /** What is counted of preferences: by status and reason, and what their judge was paid. */
  public static RecordCount<Preference> preferences(EvaluationPlan plan) {
    return (seen, counts) -> {
      counts.add(PREFERENCE_ENDINGS.name(seen.status(), seen.reason()), 1);
      if (seen.judgeAttempts() > 0) {
        spent(plan.experiment(seen.experimentA()).judge(), seen.judgeSpent(), counts);
      }
    };
  }

  private static void spent(
      @Nullable Endpoint endpoint, @Nullable Double cost, RecordCount.Sink counts) {
    Price price = endpoint == null ? null : endpoint.terms().price();
    if (price != null && cost != null && cost > 0) {
      String currency = price.currency().toLowerCase(Locale.ROOT);
      counts.add(SPENT + currency, Math.round(cost * BILLION));
    }
  }

  private static <E extends Enum<E>> EnumMap<E, String> names(String prefix, Class<E> type) {
    EnumMap<E, String> names = new EnumMap<>(type);
    for (E constant : EnumSet.allOf(type)) {
      names.put(constant, prefix + lowerCase(constant));
    }
    return names;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Names by status and reason; those of the many records without a reason are made once. */
  private static final class Endings {

    private final Map<Status, String> names;

    Endings(String prefix) {
      names = CountResults.names(prefix, Status.class);
    }

    String name(Status status, @Nullable FailureReason reason) {
      String name = requireNonNull(names.get(status));
      return reason == null ? name : name + "_" + lowerCase(reason);
    }
  }
}
