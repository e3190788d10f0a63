package org.evalbeam.pipeline.simulate;

/**
 * What one simulated model is like.
 *
 * @param accuracy share of the known rows answered right, 0 to 1
 * @param verbosity how many words stand around an answer
 * @param reasoning whether {@code <think>…</think>} stands before each answer
 * @param medianMs median of the log-normal latency, milliseconds, at least 0
 * @param sigma standard deviation of the latency's logarithm, at least 0
 * @param judgeReliability as a judge: share of verdicts that are not flipped or moved by one, 0 to
 *     1
 * @param fencedShare as a judge: share of replies in a code fence after a line of prose, 0 to 1
 */
public record ModelProfile(
    double accuracy,
    Verbosity verbosity,
    boolean reasoning,
    double medianMs,
    double sigma,
    double judgeReliability,
    double fencedShare) {

  /** Checks the ranges above. */
  public ModelProfile {
    require("accuracy", accuracy, 1);
    require("median_ms", medianMs, Double.MAX_VALUE);
    require("sigma", sigma, Double.MAX_VALUE);
    require("judge_reliability", judgeReliability, 1);
    require("fenced_share", fencedShare, 1);
  }

  private static void require(String name, double found, double most) {
    if (!(found >= 0 && found <= most)) {
      throw new IllegalArgumentException(name + " is " + found + "; it must be from 0 to " + most);
    }
  }
}
