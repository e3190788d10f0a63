package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.evalbeam.endpoint.RawServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many calls at once: connections are kept, permits are neither passed nor lost. */
@Timeout(60)
class SharedConnectionsTest {

  private static final String OK = RawServer.response(200, "", Chat.saying("x"));

  @Test
  void connectionsAreKept() throws Exception {
    assertThat(connectionsOf20Calls(OK.getBytes(StandardCharsets.US_ASCII))).isEqualTo(1);
  }

  @Test
  void connectionsAreKeptWhereRepliesComeInChunks() throws Exception {
    String body = Chat.saying("x");
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
            .formatted(body.length(), body);

    assertThat(connectionsOf20Calls(chunked.getBytes(StandardCharsets.US_ASCII))).isEqualTo(1);
  }

  @Test
  void connectionsAreKeptWhereRepliesAreCompressed() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(Chat.saying("x".repeat(3000)).getBytes(StandardCharsets.US_ASCII));
    }
    String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n";

    ByteArrayOutputStream sized = new ByteArrayOutputStream();
    sized.writeBytes(ascii(head + "Content-Length: " + packed.size() + "\r\n\r\n"));
    sized.writeBytes(packed.toByteArray());
    assertThat(connectionsOf20Calls(sized.toByteArray())).isEqualTo(1);

    ByteArrayOutputStream chunked = new ByteArrayOutputStream();
    chunked.writeBytes(
        ascii(head + "Transfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(packed.size())));
    chunked.writeBytes(packed.toByteArray());
    chunked.writeBytes(ascii("\r\n0\r\n\r\n"));
    assertThat(connectionsOf20Calls(chunked.toByteArray())).isEqualTo(1);
  }

  @Test
  void connectionsAreKeptAfterErrors() throws Exception {
    assertThat(connectionsOf20Calls(ascii(RawServer.response(400, "", "no")))).isEqualTo(1);
    assertThat(connectionsOf20Calls(ascii("HTTP/1.1 204 Nothing\r\n\r\n"))).isEqualTo(1);
  }

  @Test
  void asManyCallsAsAllowedAreInFlightAndNeverMore() throws Exception {
    int allowed = 5;
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(allowed);
    Answer counting =
        (connection, number) -> {
          most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
          await(together);
          inFlight.decrementAndGet();
          connection.send(OK);
        };
    try (RawServer server = new RawServer(counting);
        TestClient client = new TestClient(server.url(), TestClient.PATIENT, allowed)) {
      assertThat(concurrently(50, client::call))
          .hasSize(50)
          .allSatisfy(result -> assertThat(result.attempts()).isEqualTo(1))
          .allSatisfy(result -> assertThat(result.failure()).isNull());

      assertThat(most).hasValue(allowed);
      assertThat(together.isBroken()).as("fewer than %d at once", allowed).isFalse();
      assertThat(server.connections()).isEqualTo(allowed);
    }
  }

  @Test
  void failuresGiveTheirPermitsBack() throws Exception {
    try (RawServer server = new RawServer((connection, number) -> connection.close());
        TestClient client = new TestClient(server.url(), TestClient.PATIENT, 1)) {
      assertThat(concurrently(20, client::call))
          .hasSize(20)
          .allSatisfy(result -> assertThat(result.failure()).isNotNull());
    }
  }

  private static int connectionsOf20Calls(byte[] response) throws Exception {
    try (RawServer server = new RawServer((connection, number) -> connection.send(response));
        TestClient client = new TestClient(server.url())) {
      for (int i = 0; i < 20; i++) {
        assertThat(client.call().attempts()).isEqualTo(1);
      }
      return server.connections();
    }
  }

  /** Waits for the others; where they do not come, the barrier is broken. */
  private static void await(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException fewer) {
      barrier.reset();
      throw new IllegalStateException("fewer calls in flight than allowed", fewer);
    }
  }

  private static <T> List<T> concurrently(int threads, Callable<T> call) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(Collections.nCopies(threads, call))) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
