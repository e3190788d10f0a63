package org.evalbeam.pipeline.report;

import java.util.HashMap;
import java.util.Map;
import org.evalbeam.data.Summary;
import org.jspecify.annotations.Nullable;

/**
 * How the scores of each variant spread, by dataset and metric, on one scale per metric, and what
 * they add up to.
 */
final class Histograms {

  private final Map<Key, Histogram> histograms = new HashMap<>();

  private record Key(String dataset, String variant, String metric) {}

  Histograms(Results results) {
    for (String dataset : results.datasets()) {
      for (MetricFacts metric : results.metrics(dataset)) {
        Results.Range scale = scale(results, dataset, metric);
        for (Summary row : results.of(dataset, metric.alias())) {
          if (row.mean() != null) {
            histograms.put(new Key(dataset, row.variant(), metric.alias()), new Histogram(scale));
          }
        }
      }
    }
  }

  /** Without a range of the metric, a few huge scores must not press all others into one part. */
  private static Results.Range scale(Results results, String dataset, MetricFacts metric) {
    Results.Range range = results.range(dataset, metric.alias());
    if (metric.max() != null) {
      return range;
    }
    double high = range.low();
    for (Summary row : results.of(dataset, metric.alias())) {
      high = Math.max(high, row.p95() == null ? high : row.p95());
    }
    return new Results.Range(range.low(), high > range.low() ? high : range.high());
  }

  void add(String dataset, String variant, String metric, double score) {
    Histogram histogram = of(dataset, variant, metric);
    if (histogram != null) {
      histogram.add(score);
    }
  }

  /** The histogram; null where there is no score. */
  @Nullable Histogram of(String dataset, String variant, String metric) {
    return histograms.get(new Key(dataset, variant, metric));
  }
}
