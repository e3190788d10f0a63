package org.evalbeam.pipeline.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalbeam.data.Summary;
import org.jspecify.annotations.Nullable;

/**
 * How a metric's best variant, by its mean, stands against each of the others, by the paired
 * comparisons. These rest on the rows that both scored, so that a variant which fails where it is
 * hard can have the best mean and yet be worse.
 */
final class Standing {

  private static final int NAMED = 3;

  private final String best;
  private final Set<String> better = new HashSet<>();
  private final List<String> reversed = new ArrayList<>();
  private final List<String> open = new ArrayList<>();
  private int equal;
  private int surpassed;
  private int unknown;
  private double weakest;
  private Pairs.@Nullable Pair nearest;

  private Standing(Summary best) {
    this.best = LegibleText.of(best.variant());
  }

  /**
   * Compares.
   *
   * @param rows the variants that have a mean, the best first
   */
  static Standing of(Pairs pairs, String dataset, String metric, List<Summary> rows) {
    Summary best = rows.get(0);
    Standing standing = new Standing(best);
    for (Summary rival : rows.subList(1, rows.size())) {
      Pairs.Pair pair = pairs.of(dataset, metric, best.variant(), rival.variant());
      standing.add(best, rival, pair);
    }
    return standing;
  }

  private void add(Summary best, Summary rival, Pairs.@Nullable Pair pair) {
    if (pair == null) {
      unknown++;
      return;
    }
    if (best.variant().equals(pair.better())) {
      surpassed++;
      weakest = Math.max(weakest, pair.chance() == null ? 0 : pair.chance());
      return;
    }
    if (rival.variant().equals(pair.better())) {
      better.add(rival.variant());
      reversed.add(
          LegibleText.of(rival.variant())
              + " is better than "
              + this.best
              + " on the "
              + Figures.count(pair.shared())
              + " rows that both scored.");
      return;
    }
    nearest = nearest == null ? pair : nearest;
    if (Objects.equals(rival.mean(), best.mean())) {
      equal++;
    } else {
      open.add(LegibleText.of(rival.variant()));
    }
  }

  /** Whether a variant is better than the best one on the rows that both scored. */
  boolean isBetter(String variant) {
    return better.contains(variant);
  }

  /**
   * {@code clear}, {@code tied}, {@code reversed} where another is better on the rows that both
   * scored, or {@code alone} where there is nobody else.
   */
  String level() {
    if (!reversed.isEmpty()) {
      return "reversed";
    }
    int others = open.size() + equal + surpassed + unknown;
    return others == 0 ? "alone" : surpassed > 0 && nearest == null ? "clear" : "tied";
  }

  /** The same in words. */
  String words() {
    return switch (level()) {
      case "alone" -> "The only variant with a score: nothing to compare with.";
      case "clear" -> clear() + uncompared();
      default -> unclear() + uncompared();
    };
  }

  private String clear() {
    String others = surpassed == 1 ? "the other" : "each of the other " + surpassed;
    return "Better than " + others + " (" + Figures.chance(weakest) + ", Holm).";
  }

  private String unclear() {
    List<String> sentences = new ArrayList<>(reversed.stream().limit(NAMED).toList());
    if (reversed.size() > NAMED) {
      int more = reversed.size() - NAMED;
      sentences.add("So " + (more == 1 ? "is 1 other" : "are " + more + " others") + ".");
    }
    if (equal > 0) {
      sentences.add("Their means are equal.");
    }
    if (!open.isEmpty()) {
      sentences.add("The data don't tell " + named(open) + " from the best.");
    }
    if (surpassed > 0) {
      sentences.add(
          best + " is better than the other " + (surpassed == 1 ? "one" : surpassed) + ".");
    }
    if (nearest != null) {
      sentences.addAll(why(nearest));
    }
    return String.join(" ", sentences);
  }

  private static List<String> why(Pairs.Pair nearest) {
    if (nearest.caution() != null) {
      return List.of("Caution: " + LegibleText.of(nearest.caution()).replace('_', ' ') + ".");
    }
    List<String> sentences = new ArrayList<>();
    if (nearest.smallest() != null) {
      sentences.add(
          "A difference of " + Figures.score(nearest.smallest()) + " would have been seen.");
    }
    if (nearest.rows() != null && !"enough".equals(nearest.advice())) {
      sentences.add("More rows (" + Figures.count(nearest.rows()) + ") would make it surer.");
    }
    return sentences;
  }

  private String uncompared() {
    return unknown == 0 ? "" : " Not compared with " + Figures.count((long) unknown) + " others.";
  }

  /** Some names, and how many more there are. */
  static String named(List<String> variants) {
    String shown = variants.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = variants.size() - NAMED;
    return more <= 0 ? shown : shown + " and " + more + (more == 1 ? " other" : " others");
  }
}
