package org.evalbeam.pipeline.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.evalbeam.data.FailureReason;
import org.evalbeam.pipeline.report.view.FailuresView;
import org.jspecify.annotations.Nullable;

/** Counts what is missing by place, status and reason, with an example of each. */
final class FailureTally {

  private static final int LISTED = 100;
  private static final int NAMED = 4;
  private static final int EXAMPLE = 400;

  private final Map<Kind, Group> groups = new HashMap<>();

  private record Kind(String where, String status, String reason) {}

  private static final class Group {
    private final Map<String, Long> byVariant = new HashMap<>();
    private final String example;
    private long count;

    private Group(String example) {
      this.example = example;
    }
  }

  /**
   * Counts one.
   *
   * @param where answers, or the metric
   * @param variant the variant, or the two that were to be compared
   */
  void add(
      String where,
      String status,
      @Nullable String reason,
      String variant,
      @Nullable String error) {
    Group group =
        groups.computeIfAbsent(
            new Kind(where, status, reason == null ? "" : reason),
            kind -> new Group(LegibleText.cut(error, EXAMPLE)));
    group.count++;
    group.byVariant.merge(variant, 1L, Long::sum);
  }

  FailuresView view(RunFacts facts) {
    List<FailuresView.Line> lines =
        groups.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<Kind, Group> entry) -> -entry.getValue().count)
                    .thenComparing(entry -> entry.getKey().toString()))
            .limit(LISTED)
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .toList();
    String left =
        groups.size() > LISTED
            ? "The " + LISTED + " most frequent of " + groups.size() + " kinds."
            : "";
    return new FailuresView(summary(facts), lines, left);
  }

  private static String summary(RunFacts facts) {
    long trials = facts.count("trials");
    long failed = facts.counts("answers_failed");
    return Figures.count(failed)
        + " of "
        + Figures.count(trials)
        + " answers failed; "
        + summary(facts, "observations_", "scores")
        + (facts.counts("preferences_") > 0
            ? "; " + summary(facts, "preferences_", "comparisons")
            : "")
        + ". Means leave them out and say so.";
  }

  private static String summary(RunFacts facts, String counts, String what) {
    return Figures.count(facts.counts(counts + "failed") + facts.counts(counts + "unparsed"))
        + " of "
        + Figures.count(facts.counts(counts))
        + " "
        + what
        + " failed or were unparsed, "
        + Figures.count(facts.counts(counts + "not_applicable"))
        + " were not applicable";
  }

  private static FailuresView.Line line(Kind kind, Group group) {
    String variants =
        group.byVariant.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(NAMED)
            .map(entry -> LegibleText.of(entry.getKey()) + " " + Figures.count(entry.getValue()))
            .collect(Collectors.joining(", "));
    int more = group.byVariant.size() - NAMED;
    return new FailuresView.Line(
        Figures.count(group.count),
        LegibleText.of(kind.where()),
        LegibleText.of(kind.status()).replace('_', ' '),
        LegibleText.of(kind.reason()),
        meaning(kind.reason()),
        variants + (more > 0 ? " and " + more + " more" : ""),
        group.example);
  }

  private static String meaning(String reason) {
    for (FailureReason known : FailureReason.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(reason)) {
        return known.meaning();
      }
    }
    return "";
  }
}
