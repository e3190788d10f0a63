package org.evalbeam.endpoint.pacing;

import java.util.List;
import org.evalbeam.endpoint.pacing.Rates.Rate;
import org.jspecify.annotations.Nullable;

/**
 * What one call takes of the rates: an estimate before it is made, settled with what it really
 * took. Buckets are taken from one after the other; what has been taken stays taken while the next
 * one is waited for, which can't deadlock, since buckets fill with time.
 */
final class Reservation {

  private final List<Rate> rates;
  private final long inputTokens;
  private final long outputTokens;
  private int taken;

  Reservation(List<Rate> rates, long inputTokens, long outputTokens) {
    this.rates = rates;
    this.inputTokens = inputTokens;
    this.outputTokens = outputTokens;
  }

  /** Takes as far as the buckets have it; null: all is taken. */
  @Nullable Wait take() {
    while (taken < rates.size()) {
      Rate rate = rates.get(taken);
      long nanos = rate.bucket().take(estimate(rate));
      if (nanos > 0) {
        return rate.allowance().resource() == Resource.REQUESTS
            ? Wait.forTime(nanos)
            : Wait.forTokens(nanos);
      }
      taken++;
    }
    return null;
  }

  /** The call was made and took so many tokens; a negative number is not known: as estimated. */
  void settle(long inputUsed, long outputUsed) {
    long input = inputUsed < 0 ? inputTokens : inputUsed;
    long output = outputUsed < 0 ? outputTokens : outputUsed;
    for (Rate rate : rates) {
      long over = rate.taken(input, output) - estimate(rate);
      rate.bucket().giveBack(-over);
      rate.bucket().charge(over);
    }
  }

  /** The call was never made. */
  void abandon() {
    for (Rate rate : rates.subList(0, taken)) {
      rate.bucket().giveBack(estimate(rate));
    }
    taken = 0;
  }

  private long estimate(Rate rate) {
    return rate.taken(inputTokens, outputTokens);
  }
}
