package org.evalbeam.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the figures of a benchmark's rounds: median, range, and whether the bar is met. */
final class Report {

  private static final String LINE = "%-56s %12s %21s  %-7s %s";

  private Report() {}

  /**
   * The report of one benchmark.
   *
   * @param rounds the figures of each round, at least one; the same names in each
   */
  static List<String> of(Benchmark benchmark, List<List<Figure>> rounds) {
    List<String> lines = new ArrayList<>();
    lines.add(benchmark.name() + ": " + benchmark.description());
    lines.add(LINE.formatted("figure", "median", "range", "bar", "met").stripTrailing());
    for (int i = 0; i < rounds.get(0).size(); i++) {
      int index = i;
      lines.add(line(rounds.stream().map(round -> round.get(index)).toList()));
    }
    return lines;
  }

  private static String line(List<Figure> sameFigure) {
    Figure figure = sameFigure.get(0);
    double[] values = sameFigure.stream().mapToDouble(Figure::value).sorted().toArray();
    double median = median(values);
    Bar bar = figure.bar();
    return LINE.formatted(
            figure.name(),
            shown(median, figure.unit()),
            values.length == 1 ? "" : range(values, figure.unit()),
            bar == null ? "" : bar.shown(),
            bar == null ? "" : bar.isMetBy(median) ? "yes" : "NO")
        .stripTrailing();
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String range(double[] sorted, String unit) {
    return digits(sorted[0], unit) + " – " + digits(sorted[sorted.length - 1], unit);
  }

  private static String shown(double value, String unit) {
    return (digits(value, unit) + " " + unit).strip();
  }

  /** Three digits are as many as a wall clock is good for. */
  private static String digits(double value, String unit) {
    String measured = value < 10 ? "%.3f" : value < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, unit.equals(Figure.CALLS) ? "%.0f" : measured, value);
  }
}
