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
 * @param headers names in lower case, and their values
 * @param requests name of the headers on requests, {@code %s} standing for the one of the three
 * @param tokens name of those on tokens
 */
record HeaderValues(Map<String, String> headers, String requests, String tokens) {

  RateHeaders rates(Function<String, @Nullable Duration> reset) {
    return new RateHeaders(
        count(requests, "limit"),
        count(requests, "remaining"),
        time(requests, reset),
        count(tokens, "limit"),
        count(tokens, "remaining"),
        time(tokens, reset));
  }

  private @Nullable Long count(String name, String which) {
    String value = headers.get(name.replace("%s", which));
    try {
      return value == null ? null : Long.valueOf(value.strip());
    } catch (NumberFormatException notWhole) {
      return null;
    }
  }

  private @Nullable Duration time(String name, Function<String, @Nullable Duration> reset) {
    String value = headers.get(name.replace("%s", "reset"));
    return value == null ? null : reset.apply(value.strip());
  }
}
