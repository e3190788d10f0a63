package org.evalbeam.endpoint;

/**
 * The seconds that a call spent waiting, which are never part of the time that a reply took.
 *
 * @param permit for a permit to be one of the calls in flight
 * @param pacing for the endpoint's rates and cooldowns
 * @param retry between a failed request and the next, and for the failed requests themselves
 */
public record Waits(double permit, double pacing, double retry) {

  /** Of a call that was not made. */
  public static final Waits NONE = new Waits(0, 0, 0);

  /** All of it, in seconds. */
  public double total() {
    return permit + pacing + retry;
  }
}
