package org.evalbeam.metric.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs of n items, counted. */
final class Ngrams {

  private Ngrams() {}

  /** How often each run of {@code n} items occurs. */
  static <T> Map<List<T>, Integer> count(List<T> items, int n) {
    Map<List<T>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= items.size(); i++) {
      counts.merge(items.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }

  /** How many runs of one occur in the other, each as often as in the one that has it less. */
  static <T> long common(Map<List<T>, Integer> one, Map<List<T>, Integer> other) {
    long common = 0;
    for (Map.Entry<List<T>, Integer> run : one.entrySet()) {
      common += Math.min(run.getValue(), other.getOrDefault(run.getKey(), 0));
    }
    return common;
  }
}
