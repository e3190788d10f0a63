package org.evalbeam.metric.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * BLEU of one sentence (Papineni et al. 2002) as sacrebleu computes it by default (Post 2018):
 * tokenizer 13a, n-grams up to 4, exponential smoothing, effective order, case kept.
 */
public final class Bleu {

  private static final int ORDER = 4;

  /** Symbols and punctuation but {@code ' . , -}, each a token of its own. */
  private static final Pattern MARK = Pattern.compile("([\\{-~\\[-` -&(-+:-@/])");

  private static final Pattern POINT_AFTER = Pattern.compile("([^0-9])([.,])");
  private static final Pattern POINT_BEFORE = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH = Pattern.compile("([0-9])(-)");

  private Bleu() {}

  /**
   * The score.
   *
   * @return 0 to 100; 0 where no token is common
   */
  public static double of(String output, String reference) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] found = numbered(tokens(output), numbers);
    int[] wanted = numbered(tokens(reference), numbers);
    int order = Math.min(ORDER, found.length);
    long[] common = Ngrams.common(found, wanted, order);
    double logs = 0;
    double smooth = 1;
    boolean any = false;
    for (int n = 1; n <= order; n++) {
      long correct = common[n - 1];
      int total = found.length - n + 1;
      any |= correct > 0;
      if (correct == 0) {
        smooth *= 2;
      }
      logs += Math.log(correct > 0 ? (double) correct / total : 1 / (smooth * total));
    }
    return any
        ? Math.min(100, 100 * brevity(found.length, wanted.length) * Math.exp(logs / order))
        : 0;
  }

  private static double brevity(int found, int wanted) {
    return found >= wanted ? 1 : Math.exp(1 - (double) wanted / found);
  }

  private static int[] numbered(List<String> tokens, Map<String, Integer> numbers) {
    return tokens.stream()
        .mapToInt(token -> numbers.computeIfAbsent(token, unseen -> numbers.size()))
        .toArray();
  }

  /** The tokenizer of mteval-v13a. */
  static List<String> tokens(String text) {
    String line =
        (" " + WhiteSpace.strip(text) + " ")
            .replace("<skipped>", "")
            .replace("-\n", "")
            .replace('\n', ' ')
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    line = MARK.matcher(line).replaceAll(" $1 ");
    line = POINT_AFTER.matcher(line).replaceAll("$1 $2 ");
    line = POINT_BEFORE.matcher(line).replaceAll(" $1 $2");
    line = DASH.matcher(line).replaceAll("$1 $2 ");
    return WhiteSpace.words(line);
  }
}
