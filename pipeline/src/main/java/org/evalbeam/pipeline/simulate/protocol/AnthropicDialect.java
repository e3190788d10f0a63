package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Anthropic's keys, errors and {@code anthropic-ratelimit-*} headers (API documentation,
 * "Authentication", "Errors", "Rate limits").
 */
final class AnthropicDialect implements Dialect {

  private record Form(int status, String type) {}

  @Override
  public String keyHeader() {
    return "x-api-key";
  }

  @Override
  public String credential(String key) {
    return key;
  }

  @Override
  public int status(ApiException error) {
    return form(error).status();
  }

  /** {@code {"type": "error", "error": {"type", "message"}}}. */
  @Override
  public ObjectNode body(ApiException error) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "error");
    body.putObject("error").put("type", form(error).type()).put("message", error.words());
    return body;
  }

  private static Form form(ApiException error) {
    return switch (error.reason()) {
      case INVALID_REQUEST, NO_CREDIT -> new Form(400, "invalid_request_error");
      case WRONG_KEY -> new Form(401, "authentication_error");
      case FORBIDDEN -> new Form(403, "permission_error");
      case UNKNOWN_MODEL, UNKNOWN_URL -> new Form(404, "not_found_error");
      case WRONG_METHOD -> new Form(405, "invalid_request_error");
      case RATE_LIMITED -> new Form(429, "rate_limit_error");
      case INTERNAL -> new Form(500, "api_error");
      case UNAVAILABLE -> new Form(503, "api_error");
      case OVERLOADED -> new Form(529, "overloaded_error");
    };
  }

  @Override
  public Map<String, String> headers(List<Gauge> limits) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Gauge gauge : limits) {
      String prefix = "anthropic-ratelimit-" + gauge.what().replace('_', '-');
      headers.put(prefix + "-limit", Integer.toString(gauge.limit()));
      headers.put(prefix + "-remaining", Long.toString(gauge.remaining()));
      headers.put(prefix + "-reset", timeAfter(gauge.nanosUntilFull()));
    }
    return headers;
  }

  /** RFC 3339, rounded up to seconds. */
  private static String timeAfter(long nanos) {
    Instant time = Instant.now().plusNanos(nanos);
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    return (second.equals(time) ? second : second.plusSeconds(1)).toString();
  }
}
