package org.evalbeam.flow;

import org.evalbeam.endpoint.CallMeter;

/**
 * How far the calls to an endpoint are, for a screen.
 *
 * @param answered calls that got a reply
 * @param failed calls that got none
 * @param kept calls that were not made, since their reply was known
 * @param refusals HTTP requests that were refused for the endpoint's limits (429)
 * @param perSecond calls made a second; 0 before the first end
 */
public record CallProgress(long answered, long failed, long kept, long refusals, double perSecond) {

  /** Nothing was called yet. */
  public static final CallProgress NONE = new CallProgress(0, 0, 0, 0, 0);

  static CallProgress of(CallMeter meter, long kept) {
    return new CallProgress(
        meter.answered(), meter.failed(), kept, meter.refusals(), meter.callsPerSecond());
  }

  /** Calls that were made and ended. */
  public long made() {
    return answered + failed;
  }

  /** Calls that ended, or need not be made. */
  public long done() {
    return made() + kept;
  }

  /** Both together. */
  public CallProgress plus(CallProgress more) {
    return new CallProgress(
        answered + more.answered,
        failed + more.failed,
        kept + more.kept,
        refusals + more.refusals,
        perSecond + more.perSecond);
  }

  CallProgress withPerSecond(double rate) {
    return new CallProgress(answered, failed, kept, refusals, rate);
  }
}
