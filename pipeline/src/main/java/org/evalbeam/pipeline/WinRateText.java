package org.evalbeam.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.WinRate;
import org.evalbeam.pipeline.report.Digits;

/** The win rates as a table for the terminal, one for each dataset and pairwise metric. */
final class WinRateText {

  /** Lines of one table; a terminal is short, and pairs are many. */
  private static final int MOST_LINES = 20;

  private WinRateText() {}

  /** The tables; nothing where there are no win rates. */
  static String of(List<WinRate> rates) {
    Map<String, List<WinRate>> byMetric = new LinkedHashMap<>();
    List<WinRate> sorted = new ArrayList<>(rates);
    sorted.sort(
        Comparator.comparing(WinRate::dataset)
            .thenComparing(WinRate::metric)
            .thenComparing(WinRate::variantA)
            .thenComparing(WinRate::variantB));
    for (WinRate rate : sorted) {
      byMetric
          .computeIfAbsent(rate.dataset() + ", " + rate.metric(), first -> new ArrayList<>())
          .add(rate);
    }
    StringBuilder printed = new StringBuilder();
    byMetric.forEach(
        (title, rows) -> {
          String line = System.lineSeparator();
          printed
              .append(Printable.of(title))
              .append(": win rate of a against b, a tie is half a win [95 % interval over rows]")
              .append(line)
              .append(table(rows))
              .append(
                  rows.size() > MOST_LINES
                      ? "%,d more in win_rates%n".formatted(rows.size() - MOST_LINES)
                      : "")
              .append(line);
        });
    return printed.toString();
  }

  private static TextTable table(List<WinRate> rows) {
    TextTable table =
        new TextTable()
            .row("a", "b", "win rate", "wins", "ties", "losses", "missing", "p (Holm)", "better");
    rows.stream()
        .limit(MOST_LINES)
        .forEach(
            rate ->
                table.row(
                    rate.variantA(),
                    rate.variantB(),
                    rate.winRate() == null ? "-" : rate(rate.winRate(), rate),
                    "%,d".formatted(rate.wins()),
                    "%,d".formatted(rate.ties()),
                    "%,d".formatted(rate.losses()),
                    "%,d".formatted(rate.failed() + rate.unparsed()),
                    rate.pHolm() == null ? "-" : Digits.of(rate.pHolm()).write(rate.pHolm()),
                    rate.better() == null ? "-" : rate.better()));
    return table;
  }

  private static String rate(double mean, WinRate rate) {
    Double low = rate.intervalLow();
    Double high = rate.intervalHigh();
    Digits digits = Digits.of(mean, low, high);
    return digits.write(mean) + digits.interval(low, high);
  }
}
