package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * What the endpoint says to a request.
 *
 * @param status the HTTP status
 * @param headers headers beside {@code content-type}
 * @param body sent as JSON
 */
record Reply(int status, Map<String, String> headers, ObjectNode body) {

  private static final JsonMapper JSON = new JsonMapper();

  /** 200 with this body. */
  static Reply ok(ObjectNode body) {
    return new Reply(200, Map.of(), body);
  }

  /** An error in OpenAI's form. */
  static Reply refusal(ApiException e) {
    return new Reply(e.status(), Map.of(), e.body());
  }

  /** This, with other headers. */
  Reply withHeaders(Map<String, String> other) {
    return new Reply(status, other, body);
  }

  void sendOn(HttpServerResponse response) {
    Buffer json;
    try {
      json = Buffer.buffer(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree cannot be written", e);
    }
    response.setStatusCode(status);
    response.putHeader("content-type", "application/json");
    headers.forEach(response::putHeader);
    response.end(json);
  }
}
