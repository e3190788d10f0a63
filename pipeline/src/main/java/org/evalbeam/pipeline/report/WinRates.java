package org.evalbeam.pipeline.report;

import java.util.Comparator;
import java.util.List;
import org.evalbeam.data.WinRate;
import org.jspecify.annotations.Nullable;

/** The win rates as lines of a table: the pairs that the data tell apart first. */
final class WinRates {

  /** Pairs shown at most; variants have many. */
  private static final int SHOWN = 200;

  private WinRates() {}

  static List<List<String>> of(List<WinRate> rates) {
    return rates.stream()
        .sorted(
            Comparator.comparing(WinRate::dataset)
                .thenComparing(WinRate::metric)
                .thenComparingDouble(WinRates::chance)
                .thenComparing(WinRate::variantA)
                .thenComparing(WinRate::variantB))
        .limit(SHOWN)
        .map(WinRates::line)
        .toList();
  }

  private static double chance(WinRate rate) {
    return rate.pHolm() == null ? Double.POSITIVE_INFINITY : rate.pHolm();
  }

  private static List<String> line(WinRate rate) {
    return List.of(
        LegibleText.of(rate.dataset()),
        LegibleText.of(rate.metric()),
        LegibleText.of(rate.variantA()),
        LegibleText.of(rate.variantB()),
        rate.better() == null ? "≈ open" : "▲ " + LegibleText.of(rate.better()),
        Figures.score(rate.winRate()),
        interval(rate.intervalLow(), rate.intervalHigh()),
        Figures.count(rate.wins()),
        Figures.count(rate.ties()),
        Figures.count(rate.losses()),
        Figures.count(rate.failed() + rate.unparsed()),
        Figures.chance(rate.pHolm()),
        Figures.count(rate.inconsistent()),
        Figures.score(rate.firstShare()));
  }

  private static String interval(@Nullable Double low, @Nullable Double high) {
    Digits digits = Digits.of(low, high);
    return low == null || high == null
        ? Figures.NONE
        : Figures.score(low, digits) + " to " + Figures.score(high, digits);
  }
}
