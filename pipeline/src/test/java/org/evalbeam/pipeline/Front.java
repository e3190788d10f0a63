package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.jspecify.annotations.Nullable;

/** An HTTP server in front of the simulated endpoint that spoils some of its replies. */
final class Front implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger calls = new AtomicInteger();
  private final SimulatedEndpoint endpoint;
  private final Fault fault;

  /** What goes wrong with a call. */
  interface Fault {

    /**
     * Decides on one call.
     *
     * @param call number of the call, from 1
     * @return null where nothing does
     */
    @Nullable Spoiled of(Asked asked, int call);
  }

  /**
   * A call.
   *
   * @param message the last message
   * @param id its X-Client-Request-Id
   * @param authorization its Authorization; empty where it has none
   * @param headers all of its headers
   * @param body the whole request
   */
  record Asked(
      String model,
      String message,
      String id,
      String authorization,
      Map<String, List<String>> headers,
      String body) {}

  /** What is sent in the place of the reply. */
  record Spoiled(int status, String body) {

    /** Instead of any reply the whole server dies. */
    static final Spoiled DEAD = new Spoiled(0, "");

    static Spoiled ok(String content) {
      return new Spoiled(
          200,
          JSON.createObjectNode()
              .set(
                  "choices",
                  JSON.createArrayNode()
                      .add(
                          JSON.createObjectNode()
                              .set("message", JSON.createObjectNode().put("content", content))))
              .toString());
    }
  }

  private Front(HttpServer server, SimulatedEndpoint endpoint, Fault fault) {
    this.server = server;
    this.endpoint = endpoint;
    this.fault = fault;
  }

  static Front of(SimulatedEndpoint endpoint, Fault fault) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Front front = new Front(server, endpoint, fault);
    server.createContext("/", front::answer);
    server.setExecutor(front.threads);
    server.start();
    return front;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Calls so far. */
  int calls() {
    return calls.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Spoiled spoiled = fault.of(asked(exchange, body), calls.incrementAndGet());
    if (Spoiled.DEAD.equals(spoiled)) {
      server.stop(0);
      return;
    }
    Spoiled reply = spoiled == null ? forward(exchange, body) : spoiled;
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Asked asked(HttpExchange exchange, String body) throws IOException {
    JsonNode json = JSON.readTree(body);
    JsonNode messages = json.path("messages");
    return new Asked(
        json.path("model").asText(),
        messages.path(messages.size() - 1).path("content").asText(),
        header(exchange, "X-Client-Request-Id"),
        header(exchange, "Authorization"),
        Map.copyOf(exchange.getRequestHeaders()),
        body);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private Spoiled forward(HttpExchange exchange, String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.baseUrl() + "/chat/completions"))
            .header("X-Client-Request-Id", header(exchange, "X-Client-Request-Id"))
            .POST(BodyPublishers.ofString(body));
    String authorization = header(exchange, "Authorization");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Spoiled(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
