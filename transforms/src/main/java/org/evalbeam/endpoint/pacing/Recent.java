package org.evalbeam.endpoint.pacing;

import java.time.Duration;

/**
 * What an endpoint took in the last seconds: successes a second, and calls at once. Where successes
 * are rare it looks further back, so that it never judges by a handful.
 */
final class Recent {

  private static final long SPAN = Duration.ofSeconds(2).toNanos();
  private static final long STEP = Duration.ofMillis(20).toNanos();
  private static final long ENOUGH = 32;
  private static final int POINTS = 128;
  private static final double SECOND = 1e9;
  private static final double WEIGHT = 0.05;
  private static final double SHORTEST = 0.02;

  /** Points on the curve of successes over time, at least a step apart; a ring. */
  private final long[] at = new long[POINTS];

  private final long[] count = new long[POINTS];
  private int points;
  private long successes;
  private double latency;

  private final Best places = new Best(SPAN);
  private final Best rate = new Best(10 * SPAN);

  /** The first call was sent; later ones change nothing. */
  void began(long now) {
    if (points == 0) {
      add(now);
    }
  }

  /** A call succeeded that was in flight with so many, itself included. */
  void succeeded(long now, int inFlight, long nanos) {
    successes++;
    latency += (nanos / SECOND - latency) * Math.max(WEIGHT, 1.0 / successes);
    if (points == 1 || now - at[(points - 1) % POINTS] >= STEP) {
      add(now);
      rate.add(now, perSecond(now));
    } else {
      count[(points - 1) % POINTS] = successes;
    }
    places.add(now, inFlight);
  }

  boolean hasSuccess() {
    return successes > 0;
  }

  /** Successes a second, over the last two seconds or the last 32 of them, the longer span. */
  double perSecond(long now) {
    int oldest = Math.max(0, points - POINTS);
    int from = points - 1;
    while (from > oldest
        && (now - at[from % POINTS] < SPAN || successes - count[from % POINTS] < ENOUGH)) {
      from--;
    }
    double seconds = (now - at[from % POINTS]) / SECOND;
    return (successes - count[from % POINTS]) / Math.max(SHORTEST, seconds);
  }

  /** The most of these in the last 20 to 40 s. */
  double bestPerSecond(long now) {
    return Math.max(perSecond(now), rate.get());
  }

  /** Most calls at once of which all succeeded. */
  int places() {
    return (int) places.get();
  }

  /** Mean time of a call, in s; 0 before the first has ended. */
  double latency() {
    return latency;
  }

  private void add(long now) {
    at[points % POINTS] = now;
    count[points % POINTS] = successes;
    points++;
  }

  /** The largest of recent values. */
  private static final class Best {
    private final long span;
    private double now;
    private double before;
    private long since;
    private long values;

    Best(long span) {
      this.span = span;
    }

    void add(long instant, double value) {
      if (values == 0) {
        since = instant;
      }
      if (instant - since >= span && values >= ENOUGH) {
        before = now;
        now = 0;
        since = instant;
        values = 0;
      }
      values++;
      now = Math.max(now, value);
    }

    double get() {
      return Math.max(now, before);
    }
  }
}
