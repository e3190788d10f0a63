package org.evalbeam.stats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables of scores for tests, as texts: a word for each row, a digit for each repeat. */
final class Scores {

  /** A score that failed. */
  private static final char LOST = '-';

  private Scores() {}

  /** The observations of a variant; rows have no clusters. */
  static List<ScoreBlock.Entry> table(int variant, String rows) {
    return table(variant, rows, null);
  }

  /**
   * The observations of a variant.
   *
   * @param clusters the cluster of each row, a letter each; null for none
   */
  static List<ScoreBlock.Entry> table(int variant, String rows, @Nullable String clusters) {
    List<ScoreBlock.Entry> entries = new ArrayList<>();
    String[] words = rows.split("/", -1);
    for (int row = 0; row < words.length; row++) {
      for (int repeat = 0; repeat < words[row].length(); repeat++) {
        char digit = words[row].charAt(repeat);
        entries.add(
            new ScoreBlock.Entry(
                row,
                clusters == null ? null : clusters.substring(row, row + 1),
                variant,
                repeat,
                0,
                digit == LOST ? Outcome.FAILED : Outcome.SCORED,
                digit == LOST ? 0 : Character.digit(digit, 10)));
      }
    }
    return entries;
  }

  static ScoreBlock.Entry score(int row, @Nullable String cluster, int variant, double score) {
    return new ScoreBlock.Entry(row, cluster, variant, 0, 0, Outcome.SCORED, score);
  }

  static MetricTally tally(List<ScoreBlock.Entry> entries) {
    ScoreBlock block = new ScoreBlock();
    entries.forEach(block::add);
    return block.tally();
  }

  /** The tally of the only variant. */
  static VariantTally variant(String rows) {
    return variant(tally(table(0, rows)), 0);
  }

  static VariantTally variant(MetricTally tally, int number) {
    VariantTally variant = tally.variant(number);
    if (variant == null) {
      throw new AssertionError("nothing was seen of variant " + number);
    }
    return variant;
  }

  /** The pair of the only two variants. */
  static PairTally pair(String first, String second, @Nullable String clusters) {
    List<ScoreBlock.Entry> entries = new ArrayList<>(table(0, first, clusters));
    entries.addAll(table(1, second, clusters));
    return pair(tally(entries));
  }

  static PairTally pair(MetricTally tally) {
    PairTally pair = tally.pair(0, 1);
    if (pair == null) {
      throw new AssertionError("the two share no row");
    }
    return pair;
  }
}
