package org.evalbeam.pipeline.simulate;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.evalbeam.pipeline.simulate.protocol.ApiException;
import org.evalbeam.pipeline.simulate.protocol.Durations;
import org.evalbeam.pipeline.simulate.protocol.Gauge;

/**
 * Holds the endpoint to its {@link Limits} and counts its calls in flight; for any number of
 * threads. A call that is refused takes nothing.
 */
final class Allowance {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Limits limits;
  private final LongSupplier nanoClock;
  private final List<Quota> quotas;
  private int inFlight;
  private int mostInFlight;

  Allowance(Limits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
    this.quotas = Quota.of(limits, nanoClock.getAsLong());
  }

  /** Lets a call in, or says why not; each call that is let in is to be finished once. */
  synchronized Admission admit(int promptTokens, int maxTokens) {
    long now = nanoClock.getAsLong();
    int reserved = limits.tokens().reservation(maxTokens);
    for (Quota quota : quotas) {
      long wait = quota.nanosUntil(promptTokens, reserved, now);
      if (wait > 0) {
        return refuse(quota.what(), wait, now);
      }
    }
    if (limits.maxInFlight() > 0 && inFlight >= limits.maxInFlight()) {
      return refuse(Gauge.CONCURRENT_REQUESTS, SECOND, now);
    }
    quotas.forEach(quota -> quota.take(promptTokens, reserved, now));
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    return new Admission(null, 0, reserved, gauges(now));
  }

  private Admission refuse(String what, long waitNanos, long now) {
    long retryAfter = limits.retryAfter() ? Durations.seconds(waitNanos) : 0;
    return new Admission(ApiException.rateLimited(what, waitNanos), retryAfter, 0, gauges(now));
  }

  private List<Gauge> gauges(long now) {
    return quotas.stream().map(quota -> quota.gauge(now)).toList();
  }

  /** Ends a call that was let in; returns the tokens it takes now, negative: gives back. */
  synchronized int finish(Admission admission, int completionTokens) {
    inFlight--;
    int beyond = completionTokens - admission.reservedTokens();
    long now = nanoClock.getAsLong();
    quotas.forEach(quota -> quota.settle(beyond, now));
    return beyond;
  }

  /** The most calls that were in flight at one time. */
  synchronized int mostInFlight() {
    return mostInFlight;
  }
}
