package org.evalbeam.pipeline.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.Summary;
import org.evalbeam.pipeline.report.view.BarView;
import org.evalbeam.pipeline.report.view.CellView;
import org.evalbeam.pipeline.report.view.LeaderView;
import org.jspecify.annotations.Nullable;

/** The table of means: variants down, the best on top, metrics across. */
final class Leaderboard {

  /** Variants listed at most. */
  static final int SHOWN = 300;

  private final Results results;
  private final Pairs pairs;
  private final String dataset;

  private Leaderboard(Results results, Pairs pairs, String dataset) {
    this.results = results;
    this.pairs = pairs;
    this.dataset = dataset;
  }

  static List<LeaderView> of(Results results, Pairs pairs, String dataset) {
    Leaderboard board = new Leaderboard(results, pairs, dataset);
    List<String> variants = results.order(dataset).stream().limit(SHOWN).toList();
    List<Map<String, CellView>> columns =
        results.metrics(dataset).stream().map(board::column).toList();
    List<LeaderView> lines = new ArrayList<>();
    for (String variant : variants) {
      List<CellView> cells =
          columns.stream().map(column -> column.getOrDefault(variant, CellView.empty())).toList();
      lines.add(new LeaderView(LegibleText.of(variant), cells));
    }
    return lines;
  }

  /** A mean with its standard deviation. */
  static String figure(Summary row) {
    Digits digits = digits(row);
    String spread = spread(row, digits);
    return Figures.score(row.mean(), digits) + (spread.isEmpty() ? "" : " " + spread);
  }

  /** The interval of a mean; empty where there is none. */
  static String interval(Summary row) {
    Double low = row.intervalLow();
    Double high = row.intervalHigh();
    Digits digits = digits(row);
    return low == null || high == null
        ? ""
        : Figures.score(low, digits) + " to " + Figures.score(high, digits);
  }

  private static Digits digits(Summary row) {
    return Digits.of(row.mean(), row.std(), row.intervalLow(), row.intervalHigh());
  }

  private static String spread(Summary row, Digits digits) {
    return row.std() == null ? "" : "± " + Figures.score(row.std(), digits);
  }

  private Map<String, CellView> column(MetricFacts metric) {
    List<Summary> rows = results.of(dataset, metric.alias());
    Scale scale = Scale.of(rows);
    Map<String, CellView> cells = new HashMap<>();
    Summary best = rows.get(0);
    Summary worst = null;
    for (Summary row : rows) {
      worst = row.mean() == null ? worst : row;
    }
    for (Summary row : rows) {
      cells.put(row.variant(), cell(row, scale, mark(metric, row, best, worst)));
    }
    return cells;
  }

  private String mark(MetricFacts metric, Summary row, Summary best, @Nullable Summary worst) {
    Double mean = row.mean();
    if (!metric.hasDirection() || mean == null || best.equals(worst)) {
      return "";
    }
    Pairs.Pair pair = pairs.of(dataset, metric.alias(), best.variant(), row.variant());
    if (pair != null && row.variant().equals(pair.better())) {
      return "better";
    }
    if (mean.equals(best.mean())) {
      return "best";
    }
    if (worst != null && mean.equals(worst.mean())) {
      return "worst";
    }
    return pair != null && pair.better() == null ? "tied" : "";
  }

  private static CellView cell(Summary row, Scale scale, String mark) {
    Double mean = row.mean();
    Double low = row.intervalLow();
    Double high = row.intervalHigh();
    Digits digits = digits(row);
    return new CellView(
        Figures.score(mean, digits),
        spread(row, digits),
        interval(row),
        mark,
        missing(row),
        mean == null ? "" : mean.toString(),
        mean == null
            ? null
            : scale.bar(mean, low == null ? mean : low, high == null ? mean : high));
  }

  private static String missing(Summary row) {
    long lost = row.failed() + row.unparsed();
    if (lost == 0) {
      return "";
    }
    String worst =
        row.worstMean() == null ? "" : "; were they the worst: " + Figures.score(row.worstMean());
    return Figures.count(lost) + " of " + Figures.count(lost + row.support()) + " missing" + worst;
  }

  /**
   * One scale for the intervals of a metric, so that they can be compared down the column.
   *
   * @param low where it begins
   * @param high where it ends
   */
  private record Scale(double low, double high) {

    static Scale of(List<Summary> rows) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (Summary row : rows) {
        for (Double end : new Double[] {row.mean(), row.intervalLow(), row.intervalHigh()}) {
          if (end != null) {
            low = Math.min(low, end);
            high = Math.max(high, end);
          }
        }
      }
      return new Scale(low, high);
    }

    BarView bar(double mean, double from, double to) {
      return new BarView(
          Figures.place(place(from)),
          Figures.place(Math.max(1, place(to) - place(from))),
          Figures.place(place(mean)));
    }

    private double place(double value) {
      return high > low ? 2 + 96 * (value - low) / (high - low) : 50;
    }
  }
}
