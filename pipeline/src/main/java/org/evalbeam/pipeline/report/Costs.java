package org.evalbeam.pipeline.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.evalbeam.data.Summary;
import org.evalbeam.pipeline.report.view.CostsView;
import org.jspecify.annotations.Nullable;

/** What each variant took: tokens, money, time, and energy where a metric estimates it. */
final class Costs {

  private static final String ENERGY = "energy_consumption";
  private static final String WARMING = "gwp_consumption";

  private Costs() {}

  static CostsView of(RunFacts facts, Results results, Histograms scores) {
    String currency = facts.currency().isEmpty() ? "" : ", " + facts.currency();
    List<String> head =
        List.of(
            "Dataset",
            "Variant",
            "Answers",
            "Tokens in",
            "Tokens out",
            "Cost" + currency,
            "Judge tokens in",
            "Judge tokens out",
            "Judge cost" + currency,
            "Latency p50, s",
            "p90, s",
            "p99, s",
            "Energy, kWh",
            "CO₂eq, kg");
    List<List<String>> lines = new ArrayList<>();
    for (String dataset : results.datasets()) {
      results.byVariant(dataset).entrySet().stream()
          .limit(Leaderboard.SHOWN)
          .forEach(
              variant -> lines.add(line(dataset, variant.getKey(), variant.getValue(), scores)));
    }
    int[] shown =
        IntStream.range(0, head.size())
            .filter(
                column ->
                    column < 3 || lines.stream().anyMatch(l -> !l.get(column).equals(Figures.NONE)))
            .toArray();
    return new CostsView(
        pick(head, shown),
        lines.stream().map(line -> pick(line, shown)).toList(),
        "Sums over all repeats, at the prices of the endpoint catalog, whether this run paid or a"
            + " kept reply was used. Columns that nothing is known of are left out; what is not"
            + " known of a variant is "
            + Figures.NONE
            + ". Replies that are missing have no part.");
  }

  private static List<String> pick(List<String> cells, int[] columns) {
    return Arrays.stream(columns).mapToObj(cells::get).toList();
  }

  private static List<String> line(
      String dataset, String variant, List<Summary> rows, Histograms scores) {
    Summary any = rows.get(0);
    return List.of(
        LegibleText.of(dataset),
        LegibleText.of(variant),
        Figures.count(any.answers()),
        Figures.count(any.tokensPrompt()),
        Figures.count(any.tokensCompletion()),
        Figures.money(any.cost()),
        Figures.count(whole(sum(rows, row -> asDouble(row.judgeTokensPrompt())))),
        Figures.count(whole(sum(rows, row -> asDouble(row.judgeTokensCompletion())))),
        Figures.money(sum(rows, Summary::judgeCost)),
        Figures.score(any.latencyP50()),
        Figures.score(any.latencyP90()),
        Figures.score(any.latencyP99()),
        Figures.score(sum(rows, row -> total(row, ENERGY, scores))),
        Figures.score(sum(rows, row -> total(row, WARMING, scores))));
  }

  /** The sum of a metric's scores; the summary has means only, which weigh rows, not scores. */
  private static @Nullable Double total(Summary row, String metricName, Histograms scores) {
    Histogram known = scores.of(row.dataset(), row.variant(), row.metric());
    return row.metricName().equals(metricName) && known != null ? known.sum() : null;
  }

  private static @Nullable Double asDouble(@Nullable Long value) {
    return value == null ? null : value.doubleValue();
  }

  private static @Nullable Long whole(@Nullable Double value) {
    return value == null ? null : Math.round(value);
  }

  private static @Nullable Double sum(
      List<Summary> rows, Function<Summary, @Nullable Double> figure) {
    Double sum = null;
    for (Summary row : rows) {
      Double value = figure.apply(row);
      if (value != null) {
        sum = sum == null ? value : sum + value;
      }
    }
    return sum;
  }
}
