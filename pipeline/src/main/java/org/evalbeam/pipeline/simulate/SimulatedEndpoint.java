package org.evalbeam.pipeline.simulate;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running simulated endpoint, on 127.0.0.1 only.
 *
 * <ul>
 *   <li>{@code POST …/chat/completions}, under any prefix: OpenAI's chat completions, not streamed
 *   <li>{@code POST …/messages}: Anthropic's Messages, not streamed
 *   <li>{@code POST …/embeddings}: OpenAI's embeddings
 *   <li>{@code GET …/models}: the models listed in the profiles; every other name works as well
 *   <li>{@code GET /stats}: {@link Stats}; with {@code ?latencies=true} each call's latency too,
 *       with {@code ?seconds=true} {@link Seconds}
 * </ul>
 *
 * <p>Errors have the form of their API: 400 a wrong body, 401 a wrong key, 404 an unknown path, 405
 * a wrong method, 429 a limit exceeded, and what faults are planned.
 */
public final class SimulatedEndpoint implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int BACKLOG = 4096;

  /** One event loop's share of the connections; all listen on the same port. */
  private static final class Listener extends AbstractVerticle {

    private final EndpointHandler handler;
    private final int port;
    private final AtomicInteger bound;

    Listener(EndpointHandler handler, int port, AtomicInteger bound) {
      this.handler = handler;
      this.port = port;
      this.bound = bound;
    }

    @Override
    public void start(Promise<Void> started) {
      HttpServerOptions http =
          new HttpServerOptions()
              .setHost(HOST)
              .setPort(port)
              .setAcceptBacklog(BACKLOG)
              .setHttp2ClearTextEnabled(false);
      vertx
          .createHttpServer(http)
          .requestHandler(handler)
          .listen()
          .onSuccess(server -> bound.set(server.actualPort()))
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }

  private final Vertx vertx;
  private final EndpointState state;
  private final int port;

  private SimulatedEndpoint(Vertx vertx, EndpointState state, int port) {
    this.vertx = vertx;
    this.state = state;
    this.port = port;
  }

  /**
   * Starts an endpoint and returns once it accepts connections.
   *
   * @throws IOException where the port cannot be had
   */
  public static SimulatedEndpoint start(SimulatedOptions options) throws IOException {
    int eventLoops = Math.max(2, Runtime.getRuntime().availableProcessors());
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(eventLoops)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    EndpointState state = EndpointState.of(vertx, options);
    EndpointHandler handler = new EndpointHandler(state, options.models().models().keySet());
    // A negative port is Vert.x's way to share one free port among the listeners.
    int asked = options.port() == 0 ? -1 : options.port();
    AtomicInteger bound = new AtomicInteger();
    try {
      vertx
          .deployVerticle(
              () -> new Listener(handler, asked, bound),
              new DeploymentOptions().setInstances(eventLoops))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      close(vertx);
      throw new IOException(
          "cannot listen on " + HOST + ":" + options.port() + ": " + e.getMessage(), e);
    }
    return new SimulatedEndpoint(vertx, state, bound.get());
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** The base URL of its APIs, {@code http://127.0.0.1:PORT/v1}. */
  public String baseUrl() {
    return "http://" + HOST + ":" + port + "/v1";
  }

  /** What it has seen so far. */
  public Stats stats() {
    return state.stats();
  }

  /** What it did in each second since the first call. */
  public Seconds seconds() {
    return state.log().seconds();
  }

  /**
   * The latencies of the calls it let in, milliseconds, in the order of their arrival; empty unless
   * the options record them.
   */
  public List<Integer> latencies() {
    return state.log().latencies();
  }

  /** Stops it; calls in flight get no reply. */
  @Override
  public void close() {
    close(vertx);
  }

  private static void close(Vertx vertx) {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
