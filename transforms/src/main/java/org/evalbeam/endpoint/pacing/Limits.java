package org.evalbeam.endpoint.pacing;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What an endpoint allows, as far as it is known. */
public record Limits(
    @Nullable Double requestsPerMinute,
    @Nullable Double tokensPerMinute,
    @Nullable Double inputTokensPerMinute,
    @Nullable Double outputTokensPerMinute,
    @Nullable Integer maxInFlight)
    implements Serializable {
  public static final Limits UNKNOWN = new Limits(null, null, null, null, null);
  public static final int MOST_IN_FLIGHT = 256;
}
