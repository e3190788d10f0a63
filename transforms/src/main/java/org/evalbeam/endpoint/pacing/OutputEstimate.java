package org.evalbeam.endpoint.pacing;

import java.time.Duration;

/**
 * How many output tokens a call is expected to take. Reserving all that a request allows is safe
 * with any server, but what is reserved and not used is missing until calls end, so that a run gets
 * up to speed only after the time of a call, times what it allows over what it takes. Where that is
 * long, replies are learned from, as a mean and a mean deviation (as round trip times are in TCP:
 * Jacobson 1988, "Congestion Avoidance and Control"). A refusal may mean that the server itself
 * reserves what is allowed; then so does this, and slowly goes back.
 */
final class OutputEstimate {

  private static final double FIRST_MEAN = 256;
  private static final double WEIGHT = 0.05;
  private static final double DEVIATIONS = 2;
  private static final int ENOUGH = 8;
  private static final double SHORT = 20;
  private static final double HALF_LIFE = Duration.ofMinutes(1).toNanos();

  private double mean = FIRST_MEAN;
  private double deviation = FIRST_MEAN / 2;
  private long seen;
  private boolean refused;
  private long refusedAt;

  /**
   * What to reserve.
   *
   * @param latency mean time of a call, in s
   */
  long of(Demand demand, double latency, long now) {
    if (demand.mostOutputTokens() == null) {
      return Math.round(mean);
    }
    long most = demand.mostOutputTokens();
    double likely = Math.min((double) most, mean + DEVIATIONS * deviation);
    double start = latency * (demand.inputTokens() + most) / (demand.inputTokens() + mean);
    if (seen < ENOUGH || start <= SHORT) {
      return most;
    }
    return Math.round(likely + caution(now) * (most - likely));
  }

  /** A reply had so many. */
  void learn(long outputTokens) {
    seen++;
    double weight = Math.max(WEIGHT, 1.0 / (seen + 1));
    deviation += weight * (Math.abs(outputTokens - mean) - deviation);
    mean += weight * (outputTokens - mean);
  }

  /** A call was refused although what calls use allowed it. */
  void refused(long now) {
    refused = true;
    refusedAt = now;
  }

  private double caution(long now) {
    return refused ? Math.exp(-Math.log(2) * (now - refusedAt) / HALF_LIFE) : 0;
  }
}
