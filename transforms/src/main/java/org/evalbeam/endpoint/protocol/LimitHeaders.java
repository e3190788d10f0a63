package org.evalbeam.endpoint.protocol;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.evalbeam.endpoint.pacing.RateHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of limits, which all providers have in threes: limit, remaining, reset. What is
 * no number or no time counts as absent: a header is advice, and never fails a good reply.
 *
 * @param requests names of the headers on requests
 * @param tokens names of those on tokens
 */
record LimitHeaders(Three requests, Three tokens) {

  /** Names of three headers, in lower case. */
  private record Three(String limit, String remaining, String reset) {
    static Three of(String name) {
      return new Three(
          name.replace("%s", "limit"),
          name.replace("%s", "remaining"),
          name.replace("%s", "reset"));
    }
  }

  /**
   * The headers of a provider.
   *
   * @param requests name of the headers on requests, {@code %s} standing for the one of the three
   * @param tokens name of those on tokens
   */
  static LimitHeaders of(String requests, String tokens) {
    return new LimitHeaders(Three.of(requests), Three.of(tokens));
  }

  /**
   * What they say.
   *
   * @param headers names in lower case, and their values
   * @param reset reads the time of a reset
   */
  RateHeaders rates(Map<String, String> headers, Function<String, @Nullable Duration> reset) {
    return new RateHeaders(
        count(headers.get(requests.limit())),
        count(headers.get(requests.remaining())),
        time(headers.get(requests.reset()), reset),
        count(headers.get(tokens.limit())),
        count(headers.get(tokens.remaining())),
        time(headers.get(tokens.reset()), reset));
  }

  private static @Nullable Long count(@Nullable String value) {
    try {
      return value == null ? null : Long.valueOf(value.strip());
    } catch (NumberFormatException notWhole) {
      return null;
    }
  }

  private static @Nullable Duration time(
      @Nullable String value, Function<String, @Nullable Duration> reset) {
    return value == null ? null : reset.apply(value.strip());
  }
}
