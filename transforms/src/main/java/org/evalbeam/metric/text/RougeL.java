package org.evalbeam.metric.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ROUGE-L (Lin 2004): F1 of the longest common subsequence of words, as the package rouge-score
 * computes it without stemming. Words are runs of letters and digits of any script, case folded;
 * rouge-score knows those of ASCII only.
 */
public final class RougeL {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private RougeL() {}

  /**
   * The score.
   *
   * @return 0 to 1; 0 where either text has no words
   */
  public static double of(String output, String reference) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] found = words(output, numbers);
    int[] wanted = words(reference, numbers);
    return found.length == 0 || wanted.length == 0
        ? 0
        : 2.0 * CommonSubsequence.length(found, wanted) / (found.length + wanted.length);
  }

  private static int[] words(String text, Map<String, Integer> numbers) {
    List<Integer> words = new ArrayList<>();
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      words.add(numbers.computeIfAbsent(word.group(), unseen -> numbers.size()));
    }
    return words.stream().mapToInt(Integer::intValue).toArray();
  }
}
