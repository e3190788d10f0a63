package org.evalbeam.metric.text;

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
    int[] found = characters(output);
    int[] wanted = characters(reference);
    double precision = 0;
    double recall = 0;
    int orders = Math.min(ORDER, Math.min(found.length, wanted.length));
    long[] common = Ngrams.common(found, wanted, orders);
    for (int n = 1; n <= orders; n++) {
      precision += (double) common[n - 1] / (found.length - n + 1) / orders;
      recall += (double) common[n - 1] / (wanted.length - n + 1) / orders;
    }
    return precision + recall == 0
        ? 0
        : 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }

  private static int[] characters(String text) {
    return text.codePoints().filter(c -> !WhiteSpace.is(c)).toArray();
  }
}
