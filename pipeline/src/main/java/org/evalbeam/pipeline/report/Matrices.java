package org.evalbeam.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import org.evalbeam.data.Summary;
import org.evalbeam.pipeline.report.view.MatrixView;
import org.evalbeam.pipeline.report.view.MatrixView.MatrixCell;

/** The comparisons as a matrix for each metric: row against column. */
final class Matrices {

  private static final MatrixCell SELF = new MatrixCell("self", "", "", "", "the same variant");

  private final Pairs pairs;
  private final String dataset;

  private Matrices(Pairs pairs, String dataset) {
    this.pairs = pairs;
    this.dataset = dataset;
  }

  static List<MatrixView> of(Results results, Pairs pairs, String dataset) {
    Matrices matrices = new Matrices(pairs, dataset);
    List<MatrixView> views = new ArrayList<>();
    for (MetricFacts metric : results.metrics(dataset)) {
      List<Summary> rows = results.of(dataset, metric.alias());
      if (metric.hasDirection() && rows.size() > 1) {
        views.add(matrices.of(metric, rows));
      }
    }
    return views;
  }

  private MatrixView of(MetricFacts metric, List<Summary> rows) {
    List<String> variants = rows.stream().map(Summary::variant).limit(Pairs.SHOWN).toList();
    List<List<MatrixCell>> lines = new ArrayList<>();
    for (String variant : variants) {
      lines.add(variants.stream().map(other -> cell(metric, variant, other)).toList());
    }
    String left =
        rows.size() > variants.size()
            ? "The best "
                + variants.size()
                + " of "
                + rows.size()
                + " variants; the others stand in the table comparisons. "
            : "";
    return new MatrixView(
        metric.view(), variants.stream().map(LegibleText::of).toList(), lines, left);
  }

  private MatrixCell cell(MetricFacts metric, String variant, String other) {
    if (variant.equals(other)) {
      return SELF;
    }
    Pairs.Pair pair = pairs.of(dataset, metric.alias(), variant, other);
    if (pair == null || pair.difference() == null) {
      return new MatrixCell("none", "", Figures.NONE, "", "not compared");
    }
    String level = level(pair, variant);
    String sign =
        switch (level) {
          case "better" -> "▲";
          case "worse" -> "▼";
          case "caution" -> "!";
          default -> "≈";
        };
    return new MatrixCell(
        level,
        sign,
        Figures.signed(pair.difference(), digits(pair)),
        Figures.chance(pair.chance()),
        words(pair, level, variant, other));
  }

  private static String level(Pairs.Pair pair, String variant) {
    if (pair.caution() != null) {
      return "caution";
    }
    String better = pair.better();
    return better == null ? "open" : better.equals(variant) ? "better" : "worse";
  }

  private static String words(Pairs.Pair pair, String level, String variant, String other) {
    String verdict =
        switch (level) {
          case "better" -> "is better than";
          case "worse" -> "is worse than";
          case "caution" -> "can't well be compared with";
          default -> "can't be told from";
        };
    return LegibleText.of(variant)
        + " "
        + verdict
        + " "
        + LegibleText.of(other)
        + interval(pair)
        + (pair.caution() == null ? "" : "; " + LegibleText.of(pair.caution()).replace('_', ' '));
  }

  private static String interval(Pairs.Pair pair) {
    Digits digits = digits(pair);
    return pair.low() == null || pair.high() == null
        ? ""
        : "; 95 % interval "
            + Figures.signed(pair.low(), digits)
            + " to "
            + Figures.signed(pair.high(), digits);
  }

  private static Digits digits(Pairs.Pair pair) {
    return Digits.of(pair.difference(), pair.low(), pair.high());
  }
}
