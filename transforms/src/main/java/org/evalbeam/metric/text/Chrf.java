package org.evalbeam.metric.text;

import java.util.List;

/**
 * chrF2 (Popović 2015) as sacrebleu computes it by default: F-score, with recall counted twice as
 * much as precision, of the n-grams of characters without white space, n from 1 to 6.
 */
public final class Chrf {

  private static final int ORDER = 6;
  private static final double BETA_SQUARED = 4;

  private Chrf() {}

  /**
   * The score.
   *
   * @return 0 to 100; 0 where either text has no characters
   */
  public static double of(String output, String reference) {
    List<Integer> found = characters(output);
    List<Integer> wanted = characters(reference);
    double precision = 0;
    double recall = 0;
    int orders = Math.min(ORDER, Math.min(found.size(), wanted.size()));
    for (int n = 1; n <= orders; n++) {
      double common = Ngrams.common(Ngrams.count(found, n), Ngrams.count(wanted, n));
      precision += common / (found.size() - n + 1) / orders;
      recall += common / (wanted.size() - n + 1) / orders;
    }
    return precision + recall == 0
        ? 0
        : 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }

  private static List<Integer> characters(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != 0x85)
        .boxed()
        .toList();
  }
}
