package org.evalbeam.pipeline.simulate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the endpoint to its {@link Limits} and counts its calls in flight; for any number of
 * threads. A call that is refused takes nothing. Headers are OpenAI's {@code x-ratelimit-*} (API
 * reference, "Rate limits in headers").
 */
final class Allowance {

  /**
   * Whether a call may go on.
   *
   * @param refusal a 429 that says what was exceeded and when to come back; null: admitted
   * @param headers the headers of the reply, whether good or 429
   */
  record Admission(@Nullable ApiException refusal, Map<String, String> headers) {}

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Limits limits;
  private final LongSupplier nanoClock;
  private final @Nullable Meter requests;
  private final @Nullable Meter tokens;
  private int inFlight;
  private int mostInFlight;

  Allowance(Limits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
    long now = nanoClock.getAsLong();
    if (limits.requestsPerSecond() > 0) {
      this.requests = new Bucket(limits.requestsPerSecond(), SECOND, now);
    } else if (limits.requestsPerMinute() > 0) {
      this.requests = new FixedWindow(limits.requestsPerMinute(), MINUTE, now);
    } else {
      this.requests = null;
    }
    this.tokens =
        limits.tokensPerMinute() > 0 ? new Bucket(limits.tokensPerMinute(), MINUTE, now) : null;
  }

  /** Lets a call in, or says why not; each call that is let in is to be finished once. */
  synchronized Admission admit(int promptTokens) {
    long now = nanoClock.getAsLong();
    long requestWait = requests == null ? 0 : requests.nanosUntil(1, now);
    long tokenWait =
        tokens == null ? 0 : tokens.nanosUntil(Math.min(promptTokens, tokens.limit()), now);
    boolean crowded = limits.maxInFlight() > 0 && inFlight >= limits.maxInFlight();
    if (requestWait > 0) {
      return refuse("requests", requestWait, now);
    }
    if (tokenWait > 0) {
      return refuse("tokens", tokenWait, now);
    }
    if (crowded) {
      return refuse("concurrent_requests", SECOND, now);
    }
    enter(promptTokens, now);
    return new Admission(null, headers(now));
  }

  private void enter(int promptTokens, long now) {
    if (requests != null) {
      requests.take(1, now);
    }
    if (tokens != null) {
      tokens.take(promptTokens, now);
    }
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
  }

  /** Ends a call that was let in. */
  synchronized void finish(int completionTokens) {
    inFlight--;
    if (tokens != null) {
      tokens.take(completionTokens, nanoClock.getAsLong());
    }
  }

  /** The most calls that were in flight at one time. */
  synchronized int mostInFlight() {
    return mostInFlight;
  }

  private Admission refuse(String what, long waitNanos, long now) {
    Map<String, String> headers = headers(now);
    if (limits.retryAfter()) {
      headers.put("retry-after", Long.toString(ceilDiv(waitNanos, SECOND)));
    }
    return new Admission(ApiException.rateLimited(what, duration(waitNanos)), headers);
  }

  private Map<String, String> headers(long now) {
    Map<String, String> headers = new LinkedHashMap<>();
    describe(requests, "requests", now, headers);
    describe(tokens, "tokens", now, headers);
    return headers;
  }

  private static void describe(
      @Nullable Meter meter, String what, long now, Map<String, String> headers) {
    if (meter != null) {
      long left = (long) Math.max(0, Math.floor(meter.left(now)));
      headers.put("x-ratelimit-limit-" + what, Integer.toString(meter.limit()));
      headers.put("x-ratelimit-remaining-" + what, Long.toString(left));
      headers.put("x-ratelimit-reset-" + what, duration(meter.nanosUntil(meter.limit(), now)));
    }
  }

  /** As OpenAI writes it: {@code 120ms}, {@code 1.5s}, {@code 6m0s}; rounded up to milliseconds. */
  static String duration(long nanos) {
    long millis = ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1));
    if (millis < 1000) {
      return millis + "ms";
    }
    long minutes = millis / 60_000;
    String seconds = String.valueOf(millis % 60_000 / 1000.0).replaceFirst("\\.0$", "") + "s";
    return minutes == 0 ? seconds : minutes + "m" + seconds;
  }

  private static long ceilDiv(long nanos, long unit) {
    return (nanos + unit - 1) / unit;
  }
}
