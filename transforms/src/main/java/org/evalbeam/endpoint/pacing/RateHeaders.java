package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a reply's headers say about rate limits, whatever the protocol calls them. Any part may be
 * null, and nothing of it needs to be true.
 *
 * @param limitRequests requests that the limit allows, in a period that headers don't name
 * @param remainingRequests requests left
 * @param resetRequests time until all of the limit is there again
 * @param limitTokens the same for tokens
 * @param remainingTokens tokens left
 * @param resetTokens time until all of the limit is there again
 */
public record RateHeaders(
    @Nullable Long limitRequests,
    @Nullable Long remainingRequests,
    @Nullable Duration resetRequests,
    @Nullable Long limitTokens,
    @Nullable Long remainingTokens,
    @Nullable Duration resetTokens) {

  /** A reply without such headers. */
  public static final RateHeaders NONE = new RateHeaders(null, null, null, null, null, null);

  Reading requests() {
    return new Reading(limitRequests, remainingRequests, resetRequests);
  }

  Reading tokens() {
    return new Reading(limitTokens, remainingTokens, resetTokens);
  }

  /** What is said of one resource. */
  record Reading(@Nullable Long limit, @Nullable Long remaining, @Nullable Duration reset) {

    boolean usedUp() {
      return remaining != null && remaining == 0;
    }
  }
}
