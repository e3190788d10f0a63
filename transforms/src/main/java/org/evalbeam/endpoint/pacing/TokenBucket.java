package org.evalbeam.endpoint.pacing;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/**
 * What is left of one rate. Nothing in it waits: who is refused is told how long it takes at least,
 * and may come earlier when something was given back.
 */
final class TokenBucket {

  private final Bucket bucket;
  private final long unit;
  private final long capacity;

  /**
   * @param bucket made from the allowance's bandwidth
   */
  TokenBucket(Bucket bucket, Allowance allowance) {
    this.bucket = bucket;
    this.unit = allowance.unit();
    this.capacity = allowance.capacity();
  }

  /**
   * Takes an amount or nothing. More than the bucket can ever hold is taken from a full one, the
   * rest as a debt, so that the largest call also gets its turn.
   *
   * @return 0 when it was taken, else the least wait in ns
   */
  long take(long amount) {
    long units = amount * unit;
    if (units == 0) {
      return 0;
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(Math.min(units, capacity));
    if (!probe.isConsumed()) {
      return Math.max(1, probe.getNanosToWaitForRefill());
    }
    if (units > capacity) {
      bucket.consumeIgnoringRateLimits(units - capacity);
    }
    return 0;
  }

  /** Gives back what was not needed, beyond the capacity if need be, so that nothing is lost. */
  void giveBack(long amount) {
    if (amount > 0) {
      bucket.forceAddTokens(amount * unit);
    }
  }

  /** Takes what was needed beyond the estimate, as a debt if need be. */
  void charge(long amount) {
    if (amount > 0) {
      bucket.consumeIgnoringRateLimits(amount * unit);
    }
  }
}
