package org.evalbeam.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.hc.client5.http.utils.DateUtils;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.http.HttpExchange;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.endpoint.protocol.Excerpt;
import org.evalbeam.endpoint.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP status other than 200 means: the one table of it. Sources: RFC 9110 (statuses,
 * Retry-After), RFC 6585 (429), the error codes of OpenAI and Anthropic.
 */
final class Statuses {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final InstantSource clock;

  Statuses(InstantSource clock) {
    this.clock = clock;
  }

  CallFailedException failure(Protocol<?> protocol, HttpExchange exchange) {
    return new CallFailedException(
        reason(protocol, exchange), message(exchange), retryAfter(exchange.header("retry-after")));
  }

  /** Some say with a 429, others with a 400, that only paying helps. */
  private static FailureReason reason(Protocol<?> protocol, HttpExchange exchange) {
    int status = exchange.status();
    if ((status == 429 || status == 400) && protocol.saysNoCredit(error(exchange.body()))) {
      return FailureReason.NO_CREDIT;
    }
    return switch (status) {
      case 401, 403 -> FailureReason.UNAUTHORIZED;
      case 402 -> FailureReason.NO_CREDIT;
      case 408, 409 -> FailureReason.SERVER_ERROR;
      case 429 -> FailureReason.RATE_LIMITED;
      default -> byHundred(status);
    };
  }

  private static FailureReason byHundred(int status) {
    return switch (status / 100) {
      case 3 -> FailureReason.REDIRECTED;
      case 4 -> FailureReason.BAD_REQUEST;
      case 5 -> FailureReason.SERVER_ERROR;
      default -> FailureReason.MALFORMED_REPLY;
    };
  }

  private static String message(HttpExchange exchange) {
    JsonNode message = error(exchange.body()).path("message");
    String said = message.isTextual() ? message.textValue() : exchange.body();
    return Excerpt.of("HTTP " + exchange.status() + (said.isBlank() ? "" : ": " + said));
  }

  private static JsonNode error(String body) {
    try {
      return JSON.readTree(body).path("error");
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }

  /** Seconds or an HTTP date. */
  private @Nullable Duration retryAfter(@Nullable String header) {
    if (header == null) {
      return null;
    }
    try {
      double seconds = Double.parseDouble(header.strip());
      return seconds >= 0 ? Duration.ofMillis((long) (Math.min(seconds, 1e9) * 1000)) : null;
    } catch (NumberFormatException notSeconds) {
      return untilDate(header.strip());
    }
  }

  private @Nullable Duration untilDate(String date) {
    @Nullable Instant when = DateUtils.parseStandardDate(date);
    if (when == null) {
      return null;
    }
    Duration wait = Duration.between(clock.instant(), when);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
