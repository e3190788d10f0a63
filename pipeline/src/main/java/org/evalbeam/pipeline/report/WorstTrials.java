package org.evalbeam.pipeline.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Chooses the trials whose rows the page holds. Of each variant, metric and whether there is a
 * score, the worst are kept while the tables go by; then they take turns, so that every variant is
 * there by every metric, and the worst of each come first. Memory does not grow with the tables.
 */
final class WorstTrials {

  /** Trials held for all groups together, before they take turns. */
  private static final int HELD = 500_000;

  private static final int HELD_OF_EACH = 5;

  private static final Comparator<Held> WORST_FIRST =
      Comparator.comparingDouble((Held held) -> -held.badness())
          .thenComparingInt(held -> held.trial().numLine())
          .thenComparing(held -> held.trial().experiment());

  private final int chosen;
  private final int held;
  private final Map<Group, PriorityQueue<Held>> groups = new HashMap<>();

  private record Group(String variant, String metric, boolean scored, boolean first) {}

  private record Held(TrialKey trial, double badness) {}

  /**
   * @param chosen trials to choose
   * @param groups pairs of variant and metric at most
   */
  WorstTrials(int chosen, int groups) {
    this.chosen = chosen;
    this.held = Math.max(HELD_OF_EACH, Math.min(chosen, HELD / Math.max(1, 2 * groups)));
  }

  /**
   * Shows one observation, or an answer.
   *
   * @param scored whether it has a score
   * @param first whether its group goes before those that tell nothing of quality
   * @param badness from 0 for the best to 1 for the worst
   */
  void add(
      TrialKey trial,
      String variant,
      String metric,
      boolean scored,
      boolean first,
      double badness) {
    PriorityQueue<Held> worst =
        groups.computeIfAbsent(
            new Group(variant, metric, scored, first),
            group -> new PriorityQueue<>(WORST_FIRST.reversed()));
    Held next = new Held(trial, badness);
    if (worst.size() < held) {
      worst.add(next);
    } else if (WORST_FIRST.compare(next, worst.peek()) < 0) {
      worst.poll();
      worst.add(next);
    }
  }

  /** The chosen trials. */
  Set<TrialKey> choose() {
    Set<TrialKey> trials = new HashSet<>();
    for (boolean first : new boolean[] {true, false}) {
      List<List<Held>> queues = sorted(first);
      int longest = queues.stream().mapToInt(List::size).max().orElse(0);
      for (int turn = 0; turn < longest; turn++) {
        for (List<Held> queue : queues) {
          if (trials.size() >= chosen) {
            return trials;
          }
          if (turn < queue.size()) {
            trials.add(queue.get(turn).trial());
          }
        }
      }
    }
    return trials;
  }

  private List<List<Held>> sorted(boolean first) {
    List<List<Held>> queues = new ArrayList<>();
    groups.entrySet().stream()
        .filter(group -> group.getKey().first() == first)
        .sorted(
            Comparator.comparing(
                (Map.Entry<Group, PriorityQueue<Held>> group) -> group.getKey().toString()))
        .forEach(group -> queues.add(group.getValue().stream().sorted(WORST_FIRST).toList()));
    return queues;
  }
}
