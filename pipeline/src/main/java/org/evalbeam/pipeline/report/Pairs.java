package org.evalbeam.pipeline.report;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Summary;
import org.evalbeam.pipeline.output.FinishedFolder;
import org.evalbeam.pipeline.output.ScannedRow;
import org.evalbeam.pipeline.output.Table;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons that the page shows: of each metric those among its best variants, and those of
 * the very best with all others. The table has a row for each pair, so it is not held whole.
 */
final class Pairs {

  /** Variants of a matrix at most. */
  static final int SHOWN = 12;

  private static final Set<String> COLUMNS =
      Set.of(
          "dataset",
          "metric",
          "variant_a",
          "variant_b",
          "rows",
          "difference",
          "interval_low",
          "interval_high",
          "p_holm",
          "better",
          "smallest_difference",
          "rows_for_target",
          "advice",
          "caution");

  private final Map<Key, Pair> pairs = new HashMap<>();

  private Pairs() {}

  static Pairs read(FinishedFolder folder, Results results) throws IOException {
    Map<Group, Set<String>> shown = new HashMap<>();
    Map<Group, String> best = new HashMap<>();
    for (String dataset : results.datasets()) {
      for (MetricFacts metric : results.metrics(dataset)) {
        List<Summary> rows = results.of(dataset, metric.alias());
        Group group = new Group(dataset, metric.alias());
        Set<String> first = new HashSet<>();
        rows.stream().limit(SHOWN).forEach(row -> first.add(row.variant()));
        shown.put(group, first);
        best.put(group, rows.get(0).variant());
      }
    }
    Pairs kept = new Pairs();
    folder.scan(
        Table.COMPARISONS,
        COLUMNS,
        row -> {
          Group group = new Group(row.word("dataset"), row.word("metric"));
          String a = row.word("variant_a");
          String b = row.word("variant_b");
          Set<String> among = shown.getOrDefault(group, Set.of());
          if ((among.contains(a) && among.contains(b))
              || a.equals(best.get(group))
              || b.equals(best.get(group))) {
            kept.pairs.put(new Key(group, a, b), Pair.of(row));
          }
        });
    return kept;
  }

  /** How one variant compares with another; null where the table does not say. */
  @Nullable Pair of(String dataset, String metric, String variant, String other) {
    Group group = new Group(dataset, metric);
    Pair pair = pairs.get(new Key(group, variant, other));
    if (pair != null) {
      return pair;
    }
    Pair turned = pairs.get(new Key(group, other, variant));
    return turned == null ? null : turned.turned();
  }

  private record Group(String dataset, String metric) {}

  private record Key(Group group, String a, String b) {}

  /**
   * One comparison.
   *
   * @param shared rows that both scored
   * @param difference the first's mean less the second's
   * @param low lower end of its interval
   * @param high upper end of its interval
   * @param chance its p-value, adjusted
   * @param better the variant that is better; null where the data don't say
   * @param smallest the smallest difference that would have been seen
   * @param rows rows that would make the interval as narrow as is wanted
   * @param advice what to run next
   * @param caution what speaks against comparing
   */
  record Pair(
      long shared,
      @Nullable Double difference,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double chance,
      @Nullable String better,
      @Nullable Double smallest,
      @Nullable Long rows,
      @Nullable String advice,
      @Nullable String caution) {

    static Pair of(ScannedRow row) {
      Double rows = row.number("rows_for_target");
      return new Pair(
          row.integer("rows"),
          row.number("difference"),
          row.number("interval_low"),
          row.number("interval_high"),
          row.number("p_holm"),
          row.text("better"),
          row.number("smallest_difference"),
          rows == null ? null : rows.longValue(),
          row.text("advice"),
          row.text("caution"));
    }

    private Pair turned() {
      return new Pair(
          shared,
          negative(difference),
          negative(high),
          negative(low),
          chance,
          better,
          smallest,
          rows,
          advice,
          caution);
    }

    private static @Nullable Double negative(@Nullable Double value) {
      return value == null ? null : 0 - value;
    }
  }
}
