package org.evalbeam.pipeline.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.evalbeam.data.Summary;
import org.jspecify.annotations.Nullable;

/** The summary table, found by dataset, metric and variant, the best variant first. */
final class Results {

  private final RunFacts facts;
  private final List<String> variants;
  private final Map<String, Map<String, List<Summary>>> byDataset = new TreeMap<>();

  /**
   * @param variants all variants, in the order of the spec
   */
  Results(RunFacts facts, List<String> variants, List<Summary> summaries) {
    this.facts = facts;
    this.variants = variants;
    for (Summary row : summaries) {
      byDataset
          .computeIfAbsent(row.dataset(), dataset -> new LinkedHashMap<>())
          .computeIfAbsent(row.metric(), metric -> new ArrayList<>())
          .add(row);
    }
    byDataset.values().forEach(metrics -> metrics.forEach((name, rows) -> rows.sort(best(name))));
  }

  private Comparator<Summary> best(String metric) {
    MetricFacts known = facts.metric(metric);
    return Comparator.<Summary>comparingDouble(
            row -> row.mean() == null ? Double.POSITIVE_INFINITY : -known.turned(row.mean()))
        .thenComparing(Summary::variant);
  }

  Set<String> datasets() {
    return byDataset.keySet();
  }

  /** The metrics of a dataset, in the order of the spec. */
  List<MetricFacts> metrics(String dataset) {
    Set<String> there = rows(dataset).keySet();
    Set<String> ordered = new LinkedHashSet<>(facts.metrics().keySet());
    ordered.retainAll(there);
    ordered.addAll(there);
    return ordered.stream().map(facts::metric).toList();
  }

  /** The rows of a metric, the best variant first; those without a mean last. */
  List<Summary> of(String dataset, String metric) {
    return rows(dataset).getOrDefault(metric, List.of());
  }

  /** One row of each variant on a dataset, whichever metric's. */
  Map<String, List<Summary>> byVariant(String dataset) {
    Map<String, List<Summary>> rows = new LinkedHashMap<>();
    order(dataset).forEach(variant -> rows.put(variant, new ArrayList<>()));
    rows(dataset)
        .values()
        .forEach(
            metric ->
                metric.forEach(
                    row -> rows.computeIfAbsent(row.variant(), v -> new ArrayList<>()).add(row)));
    return rows;
  }

  /** The variants of a dataset, the best by its first metric that has a direction first. */
  List<String> order(String dataset) {
    List<MetricFacts> metrics = metrics(dataset);
    MetricFacts first =
        metrics.stream()
            .filter(MetricFacts::hasDirection)
            .findFirst()
            .orElse(metrics.isEmpty() ? null : metrics.get(0));
    Set<String> ordered = new LinkedHashSet<>();
    if (first != null) {
      of(dataset, first.alias()).forEach(row -> ordered.add(row.variant()));
    }
    Set<String> there = new LinkedHashSet<>();
    rows(dataset).values().forEach(rows -> rows.forEach(row -> there.add(row.variant())));
    variants.stream().filter(there::contains).forEach(ordered::add);
    ordered.addAll(there);
    return List.copyOf(ordered);
  }

  /** From the lowest to the highest score that counts: the metric's range, else what was seen. */
  Range range(String dataset, String metric) {
    MetricFacts known = facts.metric(metric);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Summary row : of(dataset, metric)) {
      low = Math.min(low, orElse(row.min(), low));
      high = Math.max(high, orElse(row.max(), high));
    }
    return new Range(orElse(known.min(), low), orElse(known.max(), high));
  }

  private static double orElse(@Nullable Double value, double other) {
    return value == null ? other : value;
  }

  private Map<String, List<Summary>> rows(String dataset) {
    return byDataset.getOrDefault(dataset, Map.of());
  }

  /**
   * What scores lie between.
   *
   * @param low the lowest; infinite where there is none
   * @param high the highest
   */
  record Range(double low, double high) {}
}
