package org.evalbeam.metric;

import org.jspecify.annotations.Nullable;

/**
 * The scores that a judge may give.
 *
 * @param min the lowest; null where there is none
 * @param max the highest; null where there is none
 * @param binary whether only {@code min} and {@code max} themselves are scores
 */
public record ScoreRange(@Nullable Double min, @Nullable Double max, boolean binary) {

  /** 0 or 1 and nothing between. */
  public static final ScoreRange BINARY = new ScoreRange(0.0, 1.0, true);

  /** All numbers from {@code min} to {@code max}. */
  public static ScoreRange of(double min, double max) {
    return new ScoreRange(min, max, false);
  }

  /** Whether a finite number is a score. */
  boolean contains(double score) {
    if (binary) {
      return (min != null && score == min) || (max != null && score == max);
    }
    return (min == null || score >= min) && (max == null || score <= max);
  }

  /** The range in words, for messages. */
  @Override
  public String toString() {
    if (binary) {
      return shown(min) + " or " + shown(max);
    }
    return "from " + shown(min) + " to " + shown(max);
  }

  private static String shown(@Nullable Double bound) {
    if (bound == null) {
      return "any number";
    }
    return bound == Math.rint(bound) ? Long.toString(Math.round(bound)) : bound.toString();
  }
}
