package org.evalbeam.endpoint.pacing;

import org.jspecify.annotations.Nullable;

/**
 * The limits that refusals taught: of calls at once, and of calls a second. Some servers limit the
 * former, and to be kept busy need as many as they take. Others count calls, and then a number at
 * once that is right for long calls is too high for short ones, where even one at a time may be too
 * fast. Which it is, the refusals tell.
 */
final class LearnedLimits {

  private static final double LEAST_PER_SECOND = 1 / 30.0;
  private static final double BURST = 2;
  private static final int MANY = 8;
  private static final double NEARLY = 0.95;

  private final Recent recent;
  private @Nullable LearnedLimit places;
  private @Nullable LearnedLimit rate;
  private boolean crowded;
  private @Nullable LearnedLimit holding;
  private long holdingSince;

  LearnedLimits(Recent recent) {
    this.recent = recent;
  }

  /** Calls at once, at least 1; a very large number where nothing was learned. */
  int places() {
    return places == null ? Integer.MAX_VALUE : (int) Math.max(1, Math.round(places.now()));
  }

  /** Calls a second; null where nothing was learned. */
  @Nullable Double perSecond() {
    return rate == null ? null : Double.valueOf(Math.max(LEAST_PER_SECOND, rate.now()));
  }

  /**
   * Calls a second that may follow each other, so many of them at once. Where only a number at once
   * was learned, they are enough to keep that many busy, but not all in one burst: calls that begin
   * together end together, and would stay so for ever.
   */
  double spacing(int window) {
    double smooth = places == null ? Double.POSITIVE_INFINITY : BURST * window / recent.latency();
    return rate == null ? smooth : Math.min(smooth, Math.max(LEAST_PER_SECOND, rate.now()));
  }

  /**
   * A call was refused. What was achieved becomes the limit: of calls at once, where the refused
   * call had as many beside it as ever succeeded, else of calls a second. Where the former has just
   * been tried and did not help, it is the latter.
   *
   * @param others calls in flight beside the refused one
   */
  void refused(int others, long now) {
    int most = recent.places();
    boolean full = others >= most || (others >= MANY && others >= NEARLY * most);
    crowded = full && (places == null || !places.below());
    if (crowded) {
      places = new LearnedLimit(Math.max(1, others));
    } else {
      rate = new LearnedLimit(achieved(now));
    }
    holding = null;
  }

  /** One more of the calls that were in flight then: fewer were let in than it seemed. */
  void refusedLate() {
    if (crowded && places != null) {
      places.less(1);
    }
  }

  /** A refusal without a success before it: nothing is known but that it is still too much. */
  void refusedAgain() {
    if (places != null) {
      places.restart();
    }
    if (rate != null) {
      rate.restart();
    }
    holding = null;
  }

  /** The number of calls at once holds the next call back from now on. */
  void placesHold(long now) {
    holding = places;
    holdingSince = now;
  }

  /** The spacing of calls holds the next call back from now on. */
  void spacingHolds(int window, long now) {
    holding = rate != null && spacing(window) == rate.now() ? rate : null;
    holdingSince = now;
  }

  /**
   * Nothing holds the next call back any more.
   *
   * @return whether a limit was forgotten, since calls no longer reach it
   */
  boolean released(long now) {
    LearnedLimit held = holding;
    holding = null;
    if (held == null) {
      return false;
    }
    held.used(now - holdingSince);
    return held.outgrown();
  }

  /** Drops what calls no longer reach. */
  void forget() {
    if (places != null && places.outgrown()) {
      places = null;
      crowded = false;
    }
    if (rate != null && rate.outgrown()) {
      rate = null;
    }
  }

  /** The head of the line has left it. */
  void left() {
    holding = null;
  }

  /**
   * Calls a second: the most of the last time, since there are gaps in it after every pause. A cut
   * before the old limit was reached again means that less is allowed than before, so it follows
   * what was achieved since (CUBIC calls this fast convergence), though not by more than half.
   */
  private double achieved(long now) {
    if (rate == null) {
      return recent.bestPerSecond(now);
    }
    if (rate.below()) {
      return Math.max(recent.perSecond(now), rate.now() / 2) * (1 + LearnedLimit.CUT) / 2;
    }
    return Math.min(recent.bestPerSecond(now), rate.now());
  }
}
