package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that is refused, as OpenAI words it: a status, a message, a type and a code. */
final class ApiException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final String INVALID_REQUEST = "invalid_request_error";

  private final int status;
  private final String type;
  private final String code;

  private ApiException(int status, String type, String code, String message) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
  }

  /** 400: the body or a parameter is wrong. */
  static ApiException badRequest(String message) {
    return new ApiException(400, INVALID_REQUEST, "invalid_request", message);
  }

  /** 401: the key is missing or wrong; it is not echoed. */
  static ApiException wrongKey() {
    return new ApiException(401, INVALID_REQUEST, "invalid_api_key", "Incorrect API key provided.");
  }

  /** 404: nothing answers there. */
  static ApiException unknownUrl(String request) {
    return new ApiException(404, INVALID_REQUEST, "unknown_url", "Unknown request URL: " + request);
  }

  /** 405: the path answers another method. */
  static ApiException wrongMethod(String request, String allowed) {
    String message = "Not allowed: " + request + "; use " + allowed;
    return new ApiException(405, INVALID_REQUEST, "method_not_supported", message);
  }

  /** 429: a limit on something is exceeded. */
  static ApiException rateLimited(String what, String wait) {
    String message = "Rate limit reached for " + what + ". Please try again in " + wait + ".";
    return new ApiException(429, what, "rate_limit_exceeded", message);
  }

  /** 500: a fault of the simulation itself. */
  static ApiException internal() {
    return new ApiException(500, "server_error", "internal_error", "See the endpoint's log.");
  }

  int status() {
    return status;
  }

  /** {@code {"error": {"message", "type", "code"}}}. */
  ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("message", getMessage()).put("type", type).put("code", code);
    return body;
  }
}
