package org.evalbeam.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.evalbeam.data.Summary;
import org.evalbeam.pipeline.report.view.VerdictView;
import org.jspecify.annotations.Nullable;

/** Says for each metric which variant is best, how sure that is, and which is worst. */
final class Verdicts {

  private final Results results;
  private final Pairs pairs;
  private final String dataset;

  private Verdicts(Results results, Pairs pairs, String dataset) {
    this.results = results;
    this.pairs = pairs;
    this.dataset = dataset;
  }

  static List<VerdictView> of(Results results, Pairs pairs, String dataset) {
    Verdicts verdicts = new Verdicts(results, pairs, dataset);
    return results.metrics(dataset).stream()
        .filter(MetricFacts::hasDirection)
        .map(verdicts::of)
        .filter(Objects::nonNull)
        .toList();
  }

  private @Nullable VerdictView of(MetricFacts metric) {
    List<Summary> rows =
        results.of(dataset, metric.alias()).stream().filter(row -> row.mean() != null).toList();
    if (rows.isEmpty()) {
      return null;
    }
    Summary best = rows.get(0);
    List<String> equal = new ArrayList<>();
    for (Summary row : rows) {
      if (Objects.equals(row.mean(), best.mean())) {
        equal.add(LegibleText.of(row.variant()));
      }
    }
    Standing standing = Standing.of(pairs, dataset, metric.alias(), rows);
    String interval = Leaderboard.interval(best);
    return new VerdictView(
        metric.view(),
        Standing.named(equal),
        Leaderboard.figure(best),
        interval.isEmpty() ? "" : "95 % interval " + interval,
        standing.level(),
        standing.words(),
        rows.size() == equal.size() ? "" : worst(rows, standing));
  }

  /** None where the lowest mean is of one that is better than the best on the same rows. */
  private static String worst(List<Summary> rows, Standing standing) {
    Summary worst = rows.get(rows.size() - 1);
    if (standing.isBetter(worst.variant())) {
      return "";
    }
    return LegibleText.of(worst.variant()) + ", " + Leaderboard.figure(worst);
  }
}
