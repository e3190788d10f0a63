package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A client that is not the program's own, for tests of the simulated endpoint over HTTP. */
record ChatClient(HttpClient http, SimulatedEndpoint endpoint) {

  private static final JsonMapper JSON = new JsonMapper();

  record Response(int status, HttpHeaders headers, JsonNode body) {

    String content() {
      return body.at("/choices/0/message/content").asText();
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  static ChatClient of(SimulatedEndpoint endpoint) {
    return new ChatClient(HttpClient.newHttpClient(), endpoint);
  }

  static ObjectNode body(String model, String question) {
    ObjectNode body = JSON.createObjectNode().put("model", model).put("temperature", 0.2);
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    return body;
  }

  /** The content of the reply to one question. */
  String ask(String model, String question, String requestId) {
    return complete(body(model, question), requestId).content();
  }

  Response complete(ObjectNode body, String requestId) {
    return post("/v1/chat/completions", body.toString(), "X-Client-Request-Id", requestId);
  }

  CompletableFuture<HttpResponse<String>> completeLater(ObjectNode body) {
    HttpRequest request =
        to("/v1/chat/completions").POST(BodyPublishers.ofString(body.toString())).build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  Response post(String path, String body, String... headers) {
    return send(to(path).headers(headers).POST(BodyPublishers.ofString(body)).build());
  }

  /** As {@link #post}, the body as it came. */
  HttpResponse<byte[]> exchange(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest request = to(path).headers(headers).POST(BodyPublishers.ofString(body)).build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  Response get(String path) {
    return send(to(path).GET().build());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path));
  }

  private Response send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Response(
          response.statusCode(), response.headers(), JSON.readTree(response.body()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
