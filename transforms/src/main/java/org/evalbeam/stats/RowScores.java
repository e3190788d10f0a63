package org.evalbeam.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All observations of one row, by one variant and metric; gathered repeat by repeat. */
final class RowScores {

  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();
  private final TreeMap<Integer, RepeatTally> repeats = new TreeMap<>();
  private final List<Moments> words = new ArrayList<>();

  private int repeat;
  private boolean open;
  private Moments said = Moments.NONE;
  private double sum;
  private int lost;

  /**
   * Adds an observation.
   *
   * @param of its repeat; those of one repeat come one after the other
   * @param score ignored unless there is one
   */
  void add(int of, Outcome outcome, double score) {
    if (open && of != repeat) {
      closeAnswer();
    }
    repeat = of;
    open = true;
    outcomes.add(outcome);
    if (outcome == Outcome.SCORED) {
      scores.add(score);
      said = said.plus(score);
      sum += score;
    }
    lost += outcome.isMissing() ? 1 : 0;
  }

  /** Ends the row; nothing is read before. */
  void close() {
    if (open) {
      closeAnswer();
    }
  }

  private void closeAnswer() {
    // Sums of whole numbers are exact, so that equal answers have equal means.
    Moments answer =
        said.count() == 0
            ? said
            : new Moments(said.count(), sum / said.count(), said.m2(), said.m3());
    repeats.merge(repeat, RepeatTally.of(answer, lost), RepeatTally::merge);
    if (answer.count() > 0) {
      words.add(answer);
    }
    said = Moments.NONE;
    sum = 0;
    lost = 0;
    open = false;
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  List<Double> scores() {
    return scores;
  }

  Map<Integer, RepeatTally> repeats() {
    return repeats;
  }

  /** The judge's words on each answer that has any. */
  List<Moments> words() {
    return words;
  }

  Moments answerMeans() {
    Moments means = Moments.NONE;
    for (Moments answer : words) {
      means = means.plus(answer.mean());
    }
    return new Moments(means.count(), mean(), means.m2(), means.m3());
  }

  /** The mean over the answers. */
  double mean() {
    double all = 0;
    for (Moments answer : words) {
      all += answer.mean();
    }
    return all / words.size();
  }
}
