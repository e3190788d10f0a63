package org.evalbeam.pipeline.simulate;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far two texts say the same, 0 to 1, by their words alone: 1 where the output is or contains
 * the expected answer, else the F1 of their words (Rajpurkar et al. 2016, section 6.1). Where a
 * letter is expected, 1 if the output chooses it, else 0.
 */
final class Agreement {

  private Agreement() {}

  static double of(String output, String expected) {
    if (MultipleChoice.isLetter(expected)) {
      return MultipleChoice.chosenIn(output)
          .filter(MultipleChoice.letter(expected)::equals)
          .map(chosen -> 1.0)
          .orElse(0.0);
    }
    List<String> found = Words.of(output);
    List<String> wanted = Words.of(expected);
    if (found.isEmpty() || wanted.isEmpty()) {
      return found.equals(wanted) ? 1 : 0;
    }
    return Collections.indexOfSubList(found, wanted) >= 0 ? 1 : f1(found, wanted);
  }

  /** 2PR / (P + R) is twice the common words over all words. */
  private static double f1(List<String> found, List<String> wanted) {
    Map<String, Integer> unmatched = new HashMap<>();
    wanted.forEach(word -> unmatched.merge(word, 1, Integer::sum));
    int common = 0;
    for (String word : found) {
      if (unmatched.merge(word, -1, Integer::sum) >= 0) {
        common++;
      }
    }
    return 2.0 * common / (found.size() + wanted.size());
  }
}
