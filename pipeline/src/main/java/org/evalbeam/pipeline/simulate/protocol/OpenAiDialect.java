package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OpenAI's keys, errors and {@code x-ratelimit-*} headers (API reference, "Authentication", "Error
 * codes", "Rate limits in headers"). It knows no limits of input and output apart.
 */
final class OpenAiDialect implements Dialect {

  private static final String INVALID_REQUEST = "invalid_request_error";
  private static final String SERVER = "server_error";

  private record Form(int status, String type, String code) {}

  @Override
  public String keyHeader() {
    return "Authorization";
  }

  @Override
  public String credential(String key) {
    return "Bearer " + key;
  }

  @Override
  public int status(ApiException error) {
    return form(error).status();
  }

  /** {@code {"error": {"message", "type", "code"}}}. */
  @Override
  public ObjectNode body(ApiException error) {
    Form form = form(error);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", error.words())
        .put("type", form.type())
        .put("code", form.code());
    return body;
  }

  private static Form form(ApiException error) {
    return switch (error.reason()) {
      case INVALID_REQUEST -> new Form(400, INVALID_REQUEST, "invalid_request");
      case NO_CREDIT -> new Form(429, "insufficient_quota", "insufficient_quota");
      case WRONG_KEY -> new Form(401, INVALID_REQUEST, "invalid_api_key");
      case FORBIDDEN -> new Form(403, INVALID_REQUEST, "insufficient_permissions");
      case UNKNOWN_MODEL -> new Form(404, INVALID_REQUEST, "model_not_found");
      case UNKNOWN_URL -> new Form(404, INVALID_REQUEST, "unknown_url");
      case WRONG_METHOD -> new Form(405, INVALID_REQUEST, "method_not_supported");
      case RATE_LIMITED -> new Form(429, error.limit(), "rate_limit_exceeded");
      case INTERNAL -> new Form(500, SERVER, "internal_error");
      case UNAVAILABLE -> new Form(503, SERVER, "service_unavailable");
      case OVERLOADED -> new Form(529, SERVER, "overloaded");
    };
  }

  @Override
  public Map<String, String> headers(List<Gauge> limits) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Gauge gauge : limits) {
      String what = gauge.what();
      if (what.equals(Gauge.REQUESTS) || what.equals(Gauge.TOKENS)) {
        headers.put("x-ratelimit-limit-" + what, Integer.toString(gauge.limit()));
        headers.put("x-ratelimit-remaining-" + what, Long.toString(gauge.remaining()));
        headers.put("x-ratelimit-reset-" + what, Durations.compact(gauge.nanosUntilFull()));
      }
    }
    return headers;
  }
}
