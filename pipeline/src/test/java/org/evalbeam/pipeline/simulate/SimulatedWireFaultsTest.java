package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The faults that are seen on the wire only, through a bare socket. */
@Timeout(60)
class SimulatedWireFaultsTest {

  /** One call through a socket of its own, to an endpoint whose calls are all struck. */
  private static final class Struck implements AutoCloseable {

    final SimulatedEndpoint endpoint;
    final Socket socket;
    final InputStream in;

    Struck(Fault fault) throws IOException {
      endpoint =
          SimulatedEndpoint.start(
              SimulatedOptions.builder()
                  .delays(Delays.none())
                  .limits(Limits.none().withMaxInFlight(1))
                  .faults((call, id, attempt) -> call == 1 ? fault : null)
                  .build());
      socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
      in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      String body = ChatClient.body("m", "Hello").toString();
      String head =
          "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nX-Client-Request-Id: a\r\n"
              + "Content-Length: %d\r\n\r\n".formatted(body.length());
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    /** The status line and the headers, lower case. */
    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int read = in.read();
        assertThat(read).as("more of the head after " + head).isNotNegative();
        head.append((char) read);
      }
      return head.toString().toLowerCase(Locale.ROOT);
    }

    /** Ends the connection and waits until the endpoint lets others in. */
    void leave() throws IOException {
      socket.close();
      ChatClient other = ChatClient.of(endpoint);
      while (Api.CHAT.call(other, "b").status() == 429) {
        Thread.onSpinWait();
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
      endpoint.close();
    }
  }

  private static int contentLength(String head) {
    return Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
  }

  @Test
  void aResetIsSeenAsOne() throws IOException {
    try (Struck call = new Struck(Fault.RESET)) {
      assertThatThrownBy(call.in::read)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThat(call.endpoint.stats().spoiled()).isEqualTo(1);
      assertThat(call.endpoint.stats().repliesByStatus()).isEmpty();
    }
  }

  @Test
  void aClosedConnectionIsTheEndOfTheStream() throws IOException {
    try (Struck call = new Struck(Fault.CLOSED)) {
      assertThat(call.in.read()).isEqualTo(-1);
      assertThat(call.endpoint.stats().faults()).containsEntry("closed", 1L);
    }
  }

  @Test
  void aHalfClosedReplyPromisesMoreThanComes() throws IOException {
    try (Struck call = new Struck(Fault.HALF_CLOSED)) {
      String head = call.head();
      byte[] body = call.in.readAllBytes();

      assertThat(head).startsWith("http/1.1 200 ok");
      assertThat(body).hasSize(contentLength(head) / 2).startsWith('{');
    }
  }

  @Test
  void aHangingCallStaysInFlightUntilTheClientGoes() throws IOException {
    try (Struck call = new Struck(Fault.HANG)) {
      call.socket.setSoTimeout(300);
      assertThatThrownBy(call.in::read).isInstanceOf(SocketTimeoutException.class);
      assertThat(Api.CHAT.call(ChatClient.of(call.endpoint), "b").status()).isEqualTo(429);
      call.leave();

      assertThat(call.endpoint.stats().ok()).isEqualTo(1);
      assertThat(call.endpoint.stats().mostInFlight()).isEqualTo(1);
      assertThat(call.endpoint.stats().spoiled()).isEqualTo(1);
    }
  }

  @Test
  void aTrickleGoesOnUntilTheClientGoes() throws IOException {
    try (Struck call = new Struck(Fault.TRICKLE)) {
      assertThat(call.head()).contains("transfer-encoding: chunked");
      assertThat(new String(call.in.readNBytes(18), StandardCharsets.US_ASCII))
          .isEqualTo("1\r\n \r\n".repeat(3));
      assertThat(Api.CHAT.call(ChatClient.of(call.endpoint), "b").status()).isEqualTo(429);
      call.leave();
    }
  }

  @Test
  void aGzipBombIsSmallOnTheWireAndMoreThanAGigabyteUnpacked() throws IOException {
    try (Struck call = new Struck(Fault.GZIP_BOMB)) {
      String head = call.head();
      assertThat(head).contains("content-encoding: gzip");
      assertThat(contentLength(head)).isLessThan(2_000_000);

      GZIPInputStream unpacked = new GZIPInputStream(call.in, 1 << 16);
      byte[] buffer = new byte[1 << 16];
      long length = 0;
      for (int read = unpacked.read(buffer); read >= 0; read = unpacked.read(buffer)) {
        length += read;
      }
      assertThat(length).isGreaterThan(1L << 30);
      assertThat(buffer[0]).isEqualTo((byte) ' ');
    }
  }

  @Test
  void aClientThatLeavesAFloodIsForgotten() throws IOException {
    try (Struck call = new Struck(Fault.HUGE)) {
      assertThat(contentLength(call.head())).isGreaterThan(19_900_000);
      call.leave();
      assertThat(call.endpoint.stats().ok()).isEqualTo(1);
    }
  }
}
