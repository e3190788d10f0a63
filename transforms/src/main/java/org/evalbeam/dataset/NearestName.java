package org.evalbeam.dataset;

import java.util.Collection;
import java.util.Comparator;

/** The allowed name that a mistyped one is nearest to, by Levenshtein's edit distance. */
final class NearestName {

  private NearestName() {}

  /**
   * The nearest of the names, the first of those equally near.
   *
   * @param allowed at least one name
   */
  static String to(String found, Collection<String> allowed) {
    return allowed.stream()
        .min(Comparator.comparingInt(name -> distance(found, name)))
        .orElseThrow();
  }

  /** Insertions, deletions and replacements from one to the other (Wagner and Fischer 1974). */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
