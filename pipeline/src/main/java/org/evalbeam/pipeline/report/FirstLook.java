package org.evalbeam.pipeline.report;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.evalbeam.pipeline.output.FinishedFolder;
import org.evalbeam.pipeline.output.ScannedRow;
import org.evalbeam.pipeline.output.Table;

/**
 * Goes once through the answers, observations and preferences, without their texts: counts
 * failures, gathers how scores spread, and finds the worst trials.
 */
final class FirstLook {

  private static final String ANSWERS = "answers";

  private final RunFacts facts;
  private final Results results;
  private final Map<String, Map<String, Results.Range>> ranges = new HashMap<>();

  final FailureTally failures = new FailureTally();
  final Histograms histograms;
  final WorstTrials worst;

  private FirstLook(RunFacts facts, Results results, WorstTrials worst) {
    this.facts = facts;
    this.results = results;
    this.histograms = new Histograms(results);
    this.worst = worst;
  }

  /**
   * Goes through the tables.
   *
   * @param chosen trials to choose
   * @param variants variants of the set
   */
  static FirstLook at(
      FinishedFolder folder, RunFacts facts, Results results, int chosen, int variants)
      throws IOException {
    WorstTrials worst = new WorstTrials(chosen, variants * (facts.metrics().size() + 1));
    FirstLook look = new FirstLook(facts, results, worst);
    folder.scan(
        Table.ANSWERS,
        Set.of("experiment", "variant", "num_line", "status", "reason", "error_msg"),
        look::answer);
    folder.scan(
        Table.OBSERVATIONS,
        Set.of(
            "experiment",
            "variant",
            "dataset",
            "num_line",
            "metric",
            "score",
            "status",
            "reason",
            "error_msg"),
        look::observation);
    folder.scan(
        Table.PREFERENCES,
        Set.of("metric", "variant_a", "variant_b", "status", "reason", "error_msg"),
        look::preference);
    return look;
  }

  private void answer(ScannedRow row) {
    String status = row.word("status");
    boolean ok = status.equals("ok");
    String variant = row.word("variant");
    if (!ok) {
      failures.add(ANSWERS, status, row.text("reason"), variant, row.text("error_msg"));
    }
    worst.add(trial(row), variant, "", ok, !ok, ok ? 0 : 1);
  }

  private void observation(ScannedRow row) {
    String status = row.word("status");
    String variant = row.word("variant");
    String metric = row.word("metric");
    Double score = row.number("score");
    if (score == null) {
      String reason = row.text("reason");
      failures.add(metric, status, reason, variant, row.text("error_msg"));
      worst.add(trial(row), variant, metric, false, !status.equals("not_applicable"), 1);
      return;
    }
    String dataset = row.word("dataset");
    histograms.add(dataset, variant, metric, score);
    MetricFacts known = facts.metric(metric);
    worst.add(trial(row), variant, metric, true, known.isQuality(), badness(dataset, known, score));
  }

  private void preference(ScannedRow row) {
    String status = row.word("status");
    if (!status.equals("ok")) {
      String pair = row.word("variant_a") + " against " + row.word("variant_b");
      failures.add(row.word("metric"), status, row.text("reason"), pair, row.text("error_msg"));
    }
  }

  private static TrialKey trial(ScannedRow row) {
    return new TrialKey(row.word("experiment"), row.integer("num_line"));
  }

  /** How bad a score is, from 0 to 1, by the metric's range or by what was seen. */
  double badness(String dataset, MetricFacts metric, double score) {
    Results.Range range =
        ranges
            .computeIfAbsent(dataset, d -> new HashMap<>())
            .computeIfAbsent(metric.alias(), alias -> results.range(dataset, alias));
    return metric.badness(score, range.low(), range.high());
  }
}
