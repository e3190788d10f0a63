package org.evalbeam.endpoint.pacing;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint is known to allow. Whatever is null is not known, and found out by calling.
 *
 * @param requestsPerMinute requests a minute, above 0
 * @param tokensPerMinute tokens a minute, input and output together, above 0
 * @param inputTokensPerMinute input tokens a minute, above 0
 * @param outputTokensPerMinute output tokens a minute, above 0
 * @param maxInFlight calls at once, at least 1; used in full from the start. Where it is null and
 *     no rate is known either, the number grows from a few up to {@link #MOST_IN_FLIGHT}
 */
public record Limits(
    @Nullable Double requestsPerMinute,
    @Nullable Double tokensPerMinute,
    @Nullable Double inputTokensPerMinute,
    @Nullable Double outputTokensPerMinute,
    @Nullable Integer maxInFlight)
    implements Serializable {

  /** Nothing is known. */
  public static final Limits UNKNOWN = new Limits(null, null, null, null, null);

  /** Calls at once of an endpoint that declares no number of its own. */
  public static final int MOST_IN_FLIGHT = 256;

  public Limits {
    checkRate("requests per minute", requestsPerMinute);
    checkRate("tokens per minute", tokensPerMinute);
    checkRate("input tokens per minute", inputTokensPerMinute);
    checkRate("output tokens per minute", outputTokensPerMinute);
    if (maxInFlight != null && maxInFlight < 1) {
      throw new IllegalArgumentException(
          "calls in flight: " + maxInFlight + "; allowed is 1 and more");
    }
  }

  /** One worker's part of everything, where the workers do not talk to each other. */
  public Limits share(int workers) {
    return new Limits(
        share(requestsPerMinute, workers),
        share(tokensPerMinute, workers),
        share(inputTokensPerMinute, workers),
        share(outputTokensPerMinute, workers),
        placesOf(maxInFlight, workers));
  }

  /** One worker's part of the calls in flight, where the workers have their rates in common. */
  public Limits sharePlaces(int workers) {
    return new Limits(
        requestsPerMinute,
        tokensPerMinute,
        inputTokensPerMinute,
        outputTokensPerMinute,
        placesOf(maxInFlight, workers));
  }

  /** Whether any rate is known. */
  boolean nameRates() {
    return requestsPerMinute != null
        || tokensPerMinute != null
        || inputTokensPerMinute != null
        || outputTokensPerMinute != null;
  }

  private static @Nullable Double share(@Nullable Double perMinute, int workers) {
    return perMinute == null ? null : perMinute / workers;
  }

  private static @Nullable Integer placesOf(@Nullable Integer places, int workers) {
    return places == null ? null : Integer.valueOf(Math.max(1, places / workers));
  }

  private static void checkRate(String name, @Nullable Double perMinute) {
    if (perMinute != null && !(perMinute > 0 && perMinute <= Allowance.MOST_PER_MINUTE)) {
      throw new IllegalArgumentException(
          "%s: %s; allowed is above 0, up to %.0e"
              .formatted(name, perMinute, Allowance.MOST_PER_MINUTE));
    }
  }
}
