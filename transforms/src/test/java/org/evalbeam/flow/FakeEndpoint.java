package org.evalbeam.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.evalbeam.endpoint.Endpoint;

/** A server on loopback that speaks just enough of chat completions, and remembers what it saw. */
final class FakeEndpoint implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Function<Asked, Response> respondent;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
  private final Map<String, Integer> mostInFlight = new ConcurrentHashMap<>();

  /** A request: its X-Client-Request-Id, its model, and the last message. */
  record Asked(String id, String model, String message) {}

  /** What comes back: the text of a choice, or with another status than 200 an error. */
  record Response(int status, String text) {
    static Response ok(String text) {
      return new Response(200, text);
    }
  }

  private FakeEndpoint(Function<Asked, Response> respondent) {
    this.respondent = respondent;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::handle);
    server.start();
  }

  /** Replies with this text. */
  static FakeEndpoint replying(Function<Asked, String> text) {
    return new FakeEndpoint(request -> Response.ok(text.apply(request)));
  }

  static FakeEndpoint responding(Function<Asked, Response> respondent) {
    return new FakeEndpoint(respondent);
  }

  /** A model of this server. */
  Endpoint model(String name, int maxInFlight) {
    return Experiments.endpoint(url(), name, maxInFlight);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Every request so far. */
  List<Asked> asked() {
    return asked;
  }

  List<Asked> asked(String model) {
    return asked.stream().filter(request -> request.model().equals(model)).toList();
  }

  /** The most requests of a model that were open at once. */
  int mostInFlight(String model) {
    return mostInFlight.getOrDefault(model, 0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    JsonNode messages = body.path("messages");
    Asked request =
        new Asked(
            exchange.getRequestHeaders().getFirst("X-Client-Request-Id"),
            body.path("model").asText(),
            messages.path(messages.size() - 1).path("content").asText());
    asked.add(request);
    AtomicInteger open = inFlight.computeIfAbsent(request.model(), model -> new AtomicInteger());
    mostInFlight.merge(request.model(), open.incrementAndGet(), Math::max);
    Response response;
    try {
      response = respondent.apply(request);
    } finally {
      open.decrementAndGet();
    }
    byte[] bytes = JSON.writeValueAsBytes(json(response));
    exchange.sendResponseHeaders(response.status(), bytes.length);
    try (OutputStream stream = exchange.getResponseBody()) {
      stream.write(bytes);
    }
  }

  private static Map<String, Object> json(Response response) {
    return response.status() == 200
        ? Map.of(
            "model", "fake",
            "choices",
                List.of(
                    Map.of(
                        "finish_reason",
                        "stop",
                        "message",
                        Map.of("role", "assistant", "content", response.text()))),
            "usage", Map.of("prompt_tokens", 7, "completion_tokens", 3))
        : Map.of("error", Map.of("message", response.text()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
