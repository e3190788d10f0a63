package org.evalbeam.endpoint.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalbeam.endpoint.pacing.RateHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAI's endpoints have in common: keys, errors and the headers of limits. Source: the
 * OpenAI API reference, "Authentication", "Error codes", "Rate limits in headers".
 */
abstract class OpenAiProtocol<R extends Reply> implements Protocol<R> {

  private static final String NO_CREDIT = "insufficient_quota";

  /** Such as {@code 120ms}, {@code 1.5s}, {@code 6m0s}, {@code 1h2m3s}. */
  private static final Pattern RESET =
      Pattern.compile(
          "(?:(?<h>\\d{1,6})h)?(?:(?<m>\\d{1,6})m)?(?:(?<s>\\d{1,6}(?:\\.\\d{1,9})?)s)?(?:(?<ms>\\d{1,9}(?:\\.\\d{1,9})?)ms)?");

  private static final LimitHeaders LIMITS =
      LimitHeaders.of("x-ratelimit-%s-requests", "x-ratelimit-%s-tokens");

  private final String path;

  OpenAiProtocol(String path) {
    this.path = path;
  }

  @Override
  public String url(String baseUrl) {
    return baseUrl + path;
  }

  @Override
  public KeyHeader keyHeader() {
    return new KeyHeader("Authorization", "Bearer ");
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  @Override
  public final Usage usage(String body) {
    return usage(JsonBody.parseAny(body));
  }

  Usage usage(JsonNode reply) {
    JsonNode usage = reply.path("usage");
    return new Usage(
        JsonBody.count(usage.path("prompt_tokens")),
        JsonBody.count(usage.path("completion_tokens")));
  }

  @Override
  public boolean saysNoCredit(JsonNode error) {
    return error.path("code").asText("").equals(NO_CREDIT)
        || error.path("type").asText("").equals(NO_CREDIT);
  }

  @Override
  public RateHeaders rates(Map<String, String> headers, Instant now) {
    return LIMITS.rates(headers, OpenAiProtocol::reset);
  }

  /** A span of time. */
  private static @Nullable Duration reset(String value) {
    Matcher parts = RESET.matcher(value);
    if (value.isEmpty() || !parts.matches()) {
      return null;
    }
    double millis =
        3_600_000 * number(parts.group("h"))
            + 60_000 * number(parts.group("m"))
            + 1000 * number(parts.group("s"))
            + number(parts.group("ms"));
    return Duration.ofNanos((long) (millis * 1e6));
  }

  private static double number(@Nullable String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }
}
