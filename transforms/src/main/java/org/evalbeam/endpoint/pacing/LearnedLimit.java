package org.evalbeam.endpoint.pacing;

import java.time.Duration;

/**
 * What a refusal taught: how many calls a second, or how many at once, an endpoint took just
 * before. It is held to a share of that, which runs along a cubic curve (Ha, Rhee and Xu 2008,
 * "CUBIC: a new TCP-friendly high-speed TCP variant"): at once to {@link #CUT}, soon near 1, long
 * about 1, and then ever faster beyond it, in case the limit has risen. The curve's time is time in
 * which the limit really held a call back: what is not used teaches nothing.
 */
final class LearnedLimit {

  /** Share of what was taken that is used right after a refusal. */
  static final double CUT = 0.85;

  /** Used time until the share is 1. */
  static final Duration PLATEAU = Duration.ofSeconds(20);

  private static final double FORGOTTEN_AT = 2;

  private static final double BELOW = 0.95;

  private double most;
  private long used;

  /**
   * @param most what the endpoint took
   */
  LearnedLimit(double most) {
    this.most = most;
  }

  /** It held calls back for so many ns more. */
  void used(long nanos) {
    used += nanos;
  }

  /** Starts the curve again without having learned anything. */
  void restart() {
    used = 0;
  }

  /** The endpoint took less than it seemed. */
  void less(double by) {
    most = Math.max(1, most - by);
  }

  /** What is allowed now. */
  double now() {
    return most * share();
  }

  /** Clearly less is allowed than the endpoint took. */
  boolean below() {
    return share() < BELOW;
  }

  /** Calls no longer reach it. */
  boolean outgrown() {
    return share() >= FORGOTTEN_AT;
  }

  private double share() {
    double before = 1 - (double) used / PLATEAU.toNanos();
    return 1 - (1 - CUT) * before * before * before;
  }
}
