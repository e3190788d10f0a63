package org.evalbeam.pipeline.simulate.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole HTTP reply.
 *
 * @param status the HTTP status
 * @param contentType the header {@code content-type}
 * @param headers other headers
 * @param body the body's bytes
 */
public record Reply(int status, String contentType, Map<String, String> headers, Buffer body)
    implements Delivery {

  private static final JsonMapper JSON = new JsonMapper();

  /** A reply of JSON. */
  public static Reply json(int status, ObjectNode body) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(body);
      return new Reply(status, "application/json", Map.of(), Buffer.buffer(bytes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree cannot be written", e);
    }
  }

  /** A page for people, as proxies send it. */
  public static Reply html(int status, String title) {
    String page =
        "<!DOCTYPE html>\n<html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>\n"
            .formatted(title);
    return new Reply(status, "text/html; charset=utf-8", Map.of(), Buffer.buffer(page));
  }

  /** This, with other headers. */
  public Reply withHeaders(Map<String, String> others) {
    return new Reply(status, contentType, others, body);
  }

  /** This, with one header more. */
  public Reply withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return withHeaders(more);
  }

  /** This, with the first half of the body as all of it. */
  public Reply firstHalf() {
    return new Reply(status, contentType, headers, body.getBuffer(0, body.length() / 2));
  }

  @Override
  public void sendOn(HttpServerRequest http) {
    HttpServerResponse response = http.response();
    response.setStatusCode(status);
    response.putHeader("content-type", contentType);
    headers.forEach(response::putHeader);
    response.end(body);
  }
}
