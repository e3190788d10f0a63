package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.RawServer.Answer;
import org.evalbeam.endpoint.http.HttpExchange;
import org.evalbeam.endpoint.http.PooledHttp;
import org.evalbeam.endpoint.http.Timeouts;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that break, hang or trickle; no test waits longer than its short real timeouts. */
@Timeout(30)
class BrokenConnectionsTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final Timeouts SHORT_IDLE = new Timeouts(LONG, SHORT, LONG);
  private static final Timeouts SHORT_TOTAL = new Timeouts(LONG, LONG, SHORT);

  private static final String OK = RawServer.response(200, "", Chat.saying("x"));
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String HEAD_OF_100 = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";

  @Test
  void aRefusedConnectionIsUnreachable() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (TestClient client = new TestClient("http://127.0.0.1:" + port + "/v1")) {
      assertFails(client.call(), FailureReason.UNREACHABLE, "HttpHostConnectException", "refused");
    }
  }

  @Test
  void anUnknownHostIsUnreachable() throws Exception {
    try (TestClient client = new TestClient("http://nowhere.invalid/v1")) {
      assertFails(client.call(), FailureReason.UNREACHABLE, "UnknownHost", "nowhere.invalid");
    }
  }

  @Test
  void aResetConnectionIsUnreachable() throws Exception {
    assertFails(
        (connection, number) -> connection.reset(), FailureReason.UNREACHABLE, "Connection reset");
  }

  @Test
  void aConnectionThatClosesBeforeTheReplyIsUnreachable() throws Exception {
    assertFails(
        (connection, number) -> connection.close(),
        FailureReason.UNREACHABLE,
        "NoHttpResponseException");
  }

  @Test
  void aConnectionThatClosesInTheHeadIsUnreachable() throws Exception {
    assertFails(
        (connection, number) -> {
          connection.send("HTTP/1.1 200 OK\r\nContent-Le");
          connection.close();
        },
        FailureReason.UNREACHABLE,
        "Invalid header");
  }

  @Test
  void aConnectionThatClosesInMidBodyIsUnreachable() throws Exception {
    Map<String, String> starts =
        Map.of(
            HEAD_OF_100 + "{\"choices\": [", "Premature end of Content-Length",
            CHUNKED + "5\r\n{\"cho", "CRLF expected at end of chunk",
            CHUNKED + "5\r\n{\"cho\r\n", "closing chunk expected");
    for (Map.Entry<String, String> start : starts.entrySet()) {
      assertFails(
          (connection, number) -> {
            connection.send(start.getKey());
            connection.close();
          },
          FailureReason.UNREACHABLE,
          start.getValue());
    }
  }

  @Test
  void whatIsNoHttpIsUnreachable() throws Exception {
    assertFails(
        (connection, number) -> {
          connection.send("SSH-2.0-OpenSSH_9.2\r\n");
          connection.close();
        },
        FailureReason.UNREACHABLE,
        "Invalid protocol version");
  }

  @Test
  void aServerThatHangsPassesTheIdleTimeout() throws Exception {
    assertFails(
        SHORT_IDLE, (connection, number) -> connection.hang(), FailureReason.TIMEOUT, "timed out");
  }

  @Test
  void aServerThatHangsInMidBodyPassesTheIdleTimeout() throws Exception {
    assertFails(
        SHORT_IDLE,
        (connection, number) -> {
          connection.send(HEAD_OF_100 + "{");
          connection.hang();
        },
        FailureReason.TIMEOUT,
        "timed out");
  }

  @Test
  void aHeadThatTricklesPassesTheTotalTimeout() throws Exception {
    assertFails(
        SHORT_TOTAL,
        (connection, number) -> trickle(connection, "HTTP/1.1 200 OK\r\n", "X-A: b\r\n"),
        FailureReason.TIMEOUT,
        "no whole reply within 300 ms");
  }

  @Test
  void aBodyThatTricklesPassesTheTotalTimeout() throws Exception {
    assertFails(
        SHORT_TOTAL,
        (connection, number) -> trickle(connection, CHUNKED, "1\r\n \r\n"),
        FailureReason.TIMEOUT,
        "no whole reply within 300 ms");
  }

  @Test
  void aDeadlineThatPassedIsNoneOfTheNextCall() throws Exception {
    Answer slowOnce =
        (connection, number) -> {
          if (number == 0) {
            connection.hang();
          }
          connection.send(OK);
        };
    try (RawServer server = new RawServer(slowOnce);
        PooledHttp http = new PooledHttp(1, 1000)) {
      assertThatThrownBy(() -> http.post(request(server, SHORT)))
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(http.post(request(server, LONG)).status()).isEqualTo(200);
    }
  }

  @Test
  void aDeadlineThatWasKeptDoesNotEndTheNextCallOfItsConnection() throws Exception {
    Duration first = Duration.ofSeconds(1);
    Answer slowAtLast =
        (connection, number) -> {
          if (number == 2) {
            connection.pause(first.toMillis() + 200);
          }
          connection.send(OK);
        };
    try (RawServer server = new RawServer(slowAtLast);
        PooledHttp http = new PooledHttp(1, 1000)) {
      assertThat(http.post(request(server, LONG)).status()).as("warmed up").isEqualTo(200);
      assertThat(http.post(request(server, first)).status()).isEqualTo(200);
      assertThat(http.post(request(server, LONG)).status()).isEqualTo(200);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aDeadlineThatPassesAtAnyMomentIsATimeoutAndLosesNoConnection() throws Exception {
    int late = 0;
    try (RawServer server = RawServer.saying(OK);
        PooledHttp http = new PooledHttp(1, 1000)) {
      for (int i = 0; i < 300; i++) {
        try {
          HttpExchange.Request request = request(server, Duration.ofNanos(i * 10_000L));
          assertThat(http.post(request).status()).isEqualTo(200);
        } catch (SocketTimeoutException e) {
          late++;
        }
      }
      assertThat(late).isPositive();
      assertThat(http.post(request(server, LONG)).status()).isEqualTo(200);
    }
  }

  @Test
  void callsGoOnWhereTheServerClosesKeptConnections() throws Exception {
    Answer closing =
        (connection, number) -> {
          connection.send(OK);
          connection.close();
        };
    try (RawServer server = new RawServer(closing);
        TestClient client = new TestClient(server.url())) {
      for (int i = 0; i < 10; i++) {
        assertThat(client.call().failure()).isNull();
      }
    }
  }

  private static HttpExchange.Request request(RawServer server, Duration total) {
    return new HttpExchange.Request(server.url(), Map.of(), "{}", new Timeouts(LONG, LONG, total));
  }

  private static void trickle(RawServer.Connection connection, String start, String drop)
      throws IOException, InterruptedException {
    connection.send(start);
    while (true) {
      connection.send(drop);
      connection.pause(20);
    }
  }

  private static void assertFails(Answer answer, FailureReason reason, String... words)
      throws Exception {
    assertFails(TestClient.PATIENT, answer, reason, words);
  }

  private static void assertFails(
      Timeouts timeouts, Answer answer, FailureReason reason, String... words) throws Exception {
    try (RawServer server = new RawServer(answer);
        TestClient client = new TestClient(server.url(), timeouts)) {
      assertFails(client.call(), reason, words);
      assertThat(server.requests()).hasSize(3).containsOnly(server.requests().get(0));
    }
  }

  private static void assertFails(
      CallResult<ChatReply> result, FailureReason reason, String... words) {
    Failure failure = Objects.requireNonNull(result.failure());
    assertThat(failure.reason()).as(failure.message()).isEqualTo(reason);
    assertThat(failure.message()).contains(words).doesNotContainPattern("\\p{Cc}");
    assertThat(result.attempts()).isEqualTo(3);
    assertThat(result.requestSeconds()).isNull();
  }
}
