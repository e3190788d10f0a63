package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Comparison;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.evalbeam.data.Summary;
import org.evalbeam.data.Trial;
import org.evalbeam.spec.MetricCall;
import org.evalbeam.spec.Model;
import org.evalbeam.stats.MetricTally;
import org.jspecify.annotations.Nullable;

/**
 * Sets of scored variants for tests, as texts: a word for each row, a sign for each repeat; {@code
 * -} failed, {@code ?} is unparsed, {@code .} isn't applicable, a blank is no observation at all.
 */
final class ScoredTables {

  private final List<Observation> observations = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<Experiments> experiments = new ArrayList<>();

  /** Variants scored by one metric on one dataset. */
  ScoredTables scores(String metric, String variant, String rows) {
    return scores(metric, variant, rows, null, null);
  }

  /**
   * Likewise.
   *
   * @param clusters the cluster of each row, a letter each; null for none
   * @param judge the judge; null for none
   */
  ScoredTables scores(
      String metric,
      String variant,
      String rows,
      @Nullable String clusters,
      @Nullable Model judge) {
    Experiments experiment =
        Experiments.named("e" + experiments.size())
            .label(variant)
            .calls(new MetricCall(metric, Map.of(), metric));
    experiments.add(judge == null ? experiment : experiment.judge(judge));
    String[] words = rows.split("/", -1);
    for (int row = 0; row < words.length; row++) {
      for (int repeat = 0; repeat < words[row].length(); repeat++) {
        char sign = words[row].charAt(repeat);
        if (sign != ' ') {
          observations.add(
              observation(
                  metric,
                  variant,
                  repeat,
                  row,
                  clusters == null ? null : clusters.substring(row, row + 1),
                  sign));
        }
      }
    }
    return this;
  }

  /** The answers that were scored. */
  ScoredTables answers(Answer... given) {
    answers.addAll(List.of(given));
    return this;
  }

  private static Observation observation(
      String metric, String variant, int repeat, int row, @Nullable String cluster, char sign) {
    Status status =
        switch (sign) {
          case '-' -> Status.FAILED;
          case '?' -> Status.UNPARSED;
          case '.' -> Status.NOT_APPLICABLE;
          default -> Status.OK;
        };
    return Records.observation(
        variant,
        metric,
        repeat,
        row,
        cluster,
        status == Status.OK ? Double.valueOf(Character.digit(sign, 10)) : null,
        status);
  }

  /** Both tables. */
  record Tables(List<Summary> summary, List<Comparison> comparisons) {

    Summary only() {
      if (summary.size() != 1) {
        throw new AssertionError("more than one: " + summary);
      }
      return summary.get(0);
    }

    Comparison pair(String first, String second) {
      return comparisons.stream()
          .filter(row -> row.variantA().equals(first) && row.variantB().equals(second))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Sums up and compares in a real pipeline. */
  Tables run() {
    EvaluationPlan plan = Experiments.plan(experiments.toArray(Experiments[]::new));
    record Both(Gathered<Summary> summary, Gathered<Comparison> comparisons) {}
    Both both =
        TestPipelines.run(
            pipeline -> {
              PCollection<List<Observation>> seen =
                  pipeline.apply("Observations", Batches.of(Observation.class, observations));
              PCollection<List<EvaluatedTrial>> given =
                  pipeline.apply(
                      "Answers",
                      Batches.of(
                          EvaluatedTrial.class,
                          answers.stream().map(ScoredTables::evaluated).toList()));
              PCollection<KV<MetricKey, MetricTally>> tallies = seen.apply(TallyScores.of(plan));
              return new Both(
                  Gathered.from(
                      tallies.apply(
                          AggregateScores.of(plan, given, seen.apply(TakeJudgements.of(plan))))),
                  Gathered.from(tallies.apply(CompareVariants.of(plan, 0.05))));
            });
    return new Tables(
        both.summary.elements().stream()
            .sorted(Comparator.comparing(Summary::metric).thenComparing(Summary::variant))
            .toList(),
        both.comparisons.elements());
  }

  private static EvaluatedTrial evaluated(Answer answer) {
    Trial trial = new Trial(answer.experiment(), Records.row(answer.numLine(), "q"), null);
    return new EvaluatedTrial(trial, answer, List.of());
  }
}
