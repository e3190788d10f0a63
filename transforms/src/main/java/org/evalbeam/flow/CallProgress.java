package org.evalbeam.flow;

import org.evalbeam.endpoint.CallMeter;

/**
 * How far the calls to an endpoint are, for a screen.
 *
 * @param answered calls that got a reply
 * @param failed calls that got none
 * @param refusals HTTP requests that were refused for the endpoint's limits (429)
 * @param perSecond calls ended a second; 0 before the first end
 */
public record CallProgress(long answered, long failed, long refusals, double perSecond) {

  /** Nothing was called yet. */
  public static final CallProgress NONE = new CallProgress(0, 0, 0, 0);

  static CallProgress of(CallMeter meter) {
    return new CallProgress(
        meter.answered(), meter.failed(), meter.refusals(), meter.callsPerSecond());
  }

  /** Calls that ended. */
  public long done() {
    return answered + failed;
  }

  CallProgress plus(CallProgress more) {
    return new CallProgress(
        answered + more.answered,
        failed + more.failed,
        refusals + more.refusals,
        perSecond + more.perSecond);
  }

  CallProgress withPerSecond(double rate) {
    return new CallProgress(answered, failed, refusals, rate);
  }
}
