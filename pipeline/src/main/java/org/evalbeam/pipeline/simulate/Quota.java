package org.evalbeam.pipeline.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.evalbeam.pipeline.simulate.protocol.Gauge;

/**
 * One limit as it is enforced: what of a call it counts, and how much of it is left.
 *
 * @param what its name, one of {@link Gauge}'s
 * @param meter what is left
 * @param input whether tokens of input count
 * @param output whether tokens of output count; where neither counts, calls do
 */
record Quota(String what, Meter meter, boolean input, boolean output) {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  /** Those that are set, in the order in which a call must pass them. */
  static List<Quota> of(Limits limits, long now) {
    List<Quota> quotas = new ArrayList<>();
    if (limits.requestsPerSecond() > 0) {
      Meter bucket = new Bucket(limits.requestsPerSecond(), SECOND, now);
      quotas.add(new Quota(Gauge.REQUESTS, bucket, false, false));
    }
    if (limits.requestsPerMinute() > 0) {
      Meter window = new FixedWindow(limits.requestsPerMinute(), MINUTE, now);
      quotas.add(new Quota(Gauge.REQUESTS, window, false, false));
    }
    TokenLimits tokens = limits.tokens();
    if (tokens.perMinute() > 0) {
      quotas.add(new Quota(Gauge.TOKENS, bucket(tokens.perMinute(), now), true, true));
    }
    if (tokens.inputPerMinute() > 0) {
      Meter bucket = bucket(tokens.inputPerMinute(), now);
      quotas.add(new Quota(Gauge.INPUT_TOKENS, bucket, true, false));
    }
    if (tokens.outputPerMinute() > 0) {
      Meter bucket = bucket(tokens.outputPerMinute(), now);
      quotas.add(new Quota(Gauge.OUTPUT_TOKENS, bucket, false, true));
    }
    return quotas;
  }

  private static Meter bucket(int tokensPerMinute, long now) {
    return new Bucket(tokensPerMinute, MINUTE, now);
  }

  /** Nanoseconds until a call may pass; a meter in debt lets none pass. */
  long nanosUntil(int inputTokens, int reservedTokens, long now) {
    double amount = Math.max(1, amount(inputTokens, reservedTokens));
    return meter.nanosUntil(Math.min(amount, meter.limit()), now);
  }

  /** Takes what a call needs at its admission. */
  void take(int inputTokens, int reservedTokens, long now) {
    meter.take(amount(inputTokens, reservedTokens), now);
  }

  /** Takes the output beyond what was reserved; gives back where it is less. */
  void settle(int tokensBeyond, long now) {
    if (output) {
      meter.take(tokensBeyond, now);
    }
  }

  private double amount(int inputTokens, int reservedTokens) {
    return input || output ? (input ? (double) inputTokens : 0) + (output ? reservedTokens : 0) : 1;
  }

  /** How it stands. */
  Gauge gauge(long now) {
    long left = (long) Math.max(0, Math.floor(meter.left(now)));
    return new Gauge(what, meter.limit(), left, meter.nanosUntil(meter.limit(), now));
  }
}
