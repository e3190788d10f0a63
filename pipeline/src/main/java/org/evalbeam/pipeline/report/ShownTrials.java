package org.evalbeam.pipeline.report;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.pipeline.output.FinishedFolder;
import org.evalbeam.pipeline.output.ScannedRow;
import org.evalbeam.pipeline.output.Table;

/** Goes a second time through the tables, for the texts of the chosen trials alone. */
final class ShownTrials {

  /** What a failed answer counts beside scores, whose worst is 1. */
  private static final double FAILED = 2;

  private final Map<TrialKey, ShownTrial> trials = new HashMap<>();

  private ShownTrials() {}

  /** The chosen trials, the worst first. */
  static List<ShownTrial> read(
      FinishedFolder folder, RunFacts facts, FirstLook look, Set<TrialKey> chosen)
      throws IOException {
    ShownTrials shown = new ShownTrials();
    folder.scan(
        Table.ANSWERS,
        Set.of(
            "experiment",
            "variant",
            "repeat",
            "dataset",
            "num_line",
            "query",
            "output_true",
            "answer",
            "status",
            "reason",
            "error_msg",
            "generation_time"),
        row -> {
          TrialKey key = key(row);
          if (chosen.contains(key)) {
            shown.trials.put(key, new ShownTrial(key, row));
          }
        });
    folder.scan(
        Table.OBSERVATIONS,
        Set.of(
            "experiment",
            "dataset",
            "num_line",
            "metric",
            "score",
            "observation",
            "status",
            "reason",
            "error_msg"),
        row -> {
          ShownTrial trial = shown.trials.get(key(row));
          if (trial != null) {
            MetricFacts metric = facts.metric(row.word("metric"));
            Double score = row.number("score");
            double badness = score == null ? 1 : look.badness(row.word("dataset"), metric, score);
            trial.scores.add(ShownTrial.Score.of(row, badness));
          }
        });
    return shown.worstFirst(facts);
  }

  private List<ShownTrial> worstFirst(RunFacts facts) {
    List<String> order = List.copyOf(facts.metrics().keySet());
    for (ShownTrial trial : trials.values()) {
      trial.scores.sort(Comparator.comparingInt(score -> order.indexOf(score.metric())));
      trial.badness = trial.status.equals("ok") ? badness(trial, facts) : FAILED;
    }
    return trials.values().stream()
        .sorted(
            Comparator.comparingDouble((ShownTrial trial) -> -trial.badness)
                .thenComparing(trial -> trial.dataset)
                .thenComparingInt(trial -> trial.key.numLine())
                .thenComparing(trial -> trial.key.experiment()))
        .toList();
  }

  /** The mean over metrics of quality; those that can't be applied have no part. */
  private static double badness(ShownTrial trial, RunFacts facts) {
    return trial.scores.stream()
        .filter(score -> facts.metric(score.metric()).isQuality())
        .filter(score -> !score.status().equals("not_applicable"))
        .mapToDouble(ShownTrial.Score::badness)
        .average()
        .orElse(0);
  }

  private static TrialKey key(ScannedRow row) {
    return new TrialKey(row.word("experiment"), row.integer("num_line"));
  }
}
