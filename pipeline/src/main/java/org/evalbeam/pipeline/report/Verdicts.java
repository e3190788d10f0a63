package org.evalbeam.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.evalbeam.data.Summary;
import org.evalbeam.pipeline.report.view.VerdictView;
import org.jspecify.annotations.Nullable;

/** Says for each metric which variant is best, how sure that is, and which is worst. */
final class Verdicts {

  private static final int NAMED = 3;

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
    Sureness sureness = sureness(metric, rows);
    return new VerdictView(
        metric.view(),
        named(equal),
        Leaderboard.figure(best),
        best.intervalLow() == null || best.intervalHigh() == null
            ? ""
            : "95 % interval "
                + Figures.score(best.intervalLow())
                + " to "
                + Figures.score(best.intervalHigh()),
        sureness.level(),
        sureness.words(),
        rows.size() == equal.size() ? "" : worst(rows));
  }

  private static String worst(List<Summary> rows) {
    Summary worst = rows.get(rows.size() - 1);
    return LegibleText.of(worst.variant()) + ", " + Leaderboard.figure(worst);
  }

  private record Sureness(String level, String words) {}

  private Sureness sureness(MetricFacts metric, List<Summary> rows) {
    if (rows.size() == 1) {
      return new Sureness("alone", "The only variant with a score: nothing to compare with.");
    }
    String best = rows.get(0).variant();
    List<String> open = new ArrayList<>();
    double weakest = 0;
    Pairs.Pair nearest = null;
    int unknown = 0;
    int equal = 0;
    for (Summary rival : rows.subList(1, rows.size())) {
      Pairs.Pair pair = pairs.of(dataset, metric.alias(), best, rival.variant());
      if (pair == null) {
        unknown++;
      } else if (best.equals(pair.better())) {
        weakest = Math.max(weakest, pair.chance() == null ? 0 : pair.chance());
      } else {
        nearest = nearest == null ? pair : nearest;
        if (!Objects.equals(rival.mean(), rows.get(0).mean())) {
          open.add(LegibleText.of(rival.variant()));
        } else {
          equal++;
        }
      }
    }
    int rivals = rows.size() - 1;
    String uncompared = unknown == 0 ? "" : " " + unknown + " others were not compared.";
    if (unknown == rivals) {
      return new Sureness("tied", "Not compared with the others.");
    }
    String even = equal == 0 ? "" : "Their means are equal. ";
    if (open.isEmpty() && equal == 0) {
      String ahead = rivals == 1 ? "Better than the other" : "Better than each of the other";
      String many = rivals - unknown == 1 ? "" : " " + (rivals - unknown);
      return new Sureness(
          "clear", ahead + many + " (" + Figures.chance(weakest) + ", Holm)." + uncompared);
    }
    String surpassed =
        open.size() + equal == rivals - unknown
            ? ""
            : " Better than the other " + (rivals - unknown - open.size() - equal) + ".";
    return new Sureness(
        "tied",
        even
            + (open.isEmpty() ? "" : "The data don't tell " + named(open) + " from the best.")
            + surpassed
            + why(nearest)
            + uncompared);
  }

  private static String why(Pairs.@Nullable Pair nearest) {
    if (nearest == null) {
      return "";
    }
    if (nearest.caution() != null) {
      return " Caution: " + LegibleText.of(nearest.caution()).replace('_', ' ') + ".";
    }
    String seen =
        nearest.smallest() == null
            ? ""
            : " A difference of " + Figures.score(nearest.smallest()) + " would have been seen.";
    Long rows = nearest.rows();
    return rows == null || "enough".equals(nearest.advice())
        ? seen
        : seen + " More rows (" + Figures.count(rows) + " in all) would make it surer.";
  }

  private static String named(List<String> variants) {
    String shown = variants.stream().limit(NAMED).collect(Collectors.joining(", "));
    return variants.size() <= NAMED
        ? shown
        : shown + " and " + (variants.size() - NAMED) + (variants.size() == NAMED + 1 ? " other" : " others");
  }
}
