package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a reply's headers say of the endpoint's limits; null where they say nothing. */
public record RateHeaders(
    @Nullable Long limitRequests,
    @Nullable Long remainingRequests,
    @Nullable Duration resetRequests,
    @Nullable Long limitTokens,
    @Nullable Long remainingTokens,
    @Nullable Duration resetTokens) {

  /** Of a reply that says nothing. */
  public static final RateHeaders NONE = new RateHeaders(null, null, null, null, null, null);
}
