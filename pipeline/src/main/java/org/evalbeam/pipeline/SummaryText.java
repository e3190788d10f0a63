package org.evalbeam.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Summary;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.pipeline.report.Digits;
import org.jspecify.annotations.Nullable;

/**
 * The summary as a table for the terminal, one for each dataset: variants down, the best by the
 * first metric on top, metrics across, mean ± standard deviation over repeats and the interval.
 */
final class SummaryText {

  private final Map<String, MetricInfo> metrics;

  private SummaryText(Map<String, MetricInfo> metrics) {
    this.metrics = metrics;
  }

  /**
   * The tables.
   *
   * @param summaries rows of the summary
   * @param metrics the run's metrics by alias, in the order of the spec
   */
  static String of(List<Summary> summaries, Map<String, MetricInfo> metrics) {
    SummaryText text = new SummaryText(metrics);
    Map<String, List<Summary>> byDataset = new LinkedHashMap<>();
    summaries.stream()
        .sorted(Comparator.comparing(Summary::dataset))
        .forEach(row -> byDataset.computeIfAbsent(row.dataset(), d -> new ArrayList<>()).add(row));
    StringBuilder printed = new StringBuilder();
    byDataset.forEach(
        (dataset, rows) ->
            printed
                .append(Printable.of(dataset))
                .append(System.lineSeparator())
                .append(text.table(rows))
                .append(System.lineSeparator()));
    return printed.toString();
  }

  private TextTable table(List<Summary> rows) {
    Map<String, Map<String, Summary>> byVariant = new LinkedHashMap<>();
    Set<String> shown = new LinkedHashSet<>(metrics.keySet());
    for (Summary row : rows) {
      byVariant.computeIfAbsent(row.variant(), v -> new LinkedHashMap<>()).put(row.metric(), row);
    }
    shown.retainAll(rows.stream().map(Summary::metric).toList());
    List<String> variants = new ArrayList<>(byVariant.keySet());
    shown.stream().findFirst().ifPresent(first -> variants.sort(byMean(byVariant, first)));
    TextTable table = new TextTable();
    List<String> header = new ArrayList<>(List.of("variant"));
    shown.forEach(metric -> header.add(metric + arrow(metric)));
    table.row(header);
    for (String variant : variants) {
      List<String> cells = new ArrayList<>(List.of(variant));
      shown.forEach(metric -> cells.add(cell(row(byVariant, variant, metric), metric)));
      table.row(cells);
    }
    return table;
  }

  /** Best first; variants without a mean last, equal ones by name. */
  private Comparator<String> byMean(Map<String, Map<String, Summary>> byVariant, String metric) {
    int sign = direction(metric) == MetricInfo.Direction.DOWN ? 1 : -1;
    return Comparator.<String>comparingDouble(
            variant -> {
              Summary row = row(byVariant, variant, metric);
              Double mean = row == null ? null : row.mean();
              return mean == null ? Double.POSITIVE_INFINITY : sign * mean;
            })
        .thenComparing(Comparator.naturalOrder());
  }

  private static @Nullable Summary row(
      Map<String, Map<String, Summary>> byVariant, String variant, String metric) {
    return byVariant.getOrDefault(variant, Map.of()).get(metric);
  }

  private MetricInfo.Direction direction(String metric) {
    MetricInfo info = metrics.get(metric);
    return info == null ? MetricInfo.Direction.NEUTRAL : info.direction();
  }

  private String arrow(String metric) {
    return switch (direction(metric)) {
      case UP -> " ↑";
      case DOWN -> " ↓";
      case NEUTRAL -> "";
    };
  }

  private String cell(@Nullable Summary row, String metric) {
    if (row == null) {
      return "";
    }
    String missing = missing(row);
    if (row.mean() == null) {
      return "-" + missing;
    }
    boolean interval = hasInterval(metric);
    Double low = interval ? row.intervalLow() : null;
    Double high = interval ? row.intervalHigh() : null;
    Digits digits = Digits.of(row.mean(), row.std(), low, high);
    return digits.write(row.mean())
        + (row.std() == null ? "" : " ± " + digits.write(row.std()))
        + digits.interval(low, high)
        + missing;
  }

  /** Only of metrics that tell which variant is better: a line of a terminal is short. */
  private boolean hasInterval(String metric) {
    MetricInfo info = metrics.get(metric);
    return info != null
        && info.kind() != MetricInfo.Kind.OPS
        && info.direction() != MetricInfo.Direction.NEUTRAL;
  }

  /** What the mean leaves out is said beside it. */
  private static String missing(Summary row) {
    long lost = row.failed() + row.unparsed();
    return lost == 0 ? "" : " (" + lost + " of " + (lost + row.support()) + " missing)";
  }
}
