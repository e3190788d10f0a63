package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.RawServer.Answer;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies that are too large, endless, or compressed wrongly. */
@Timeout(30)
class HostileRepliesTest {

  private static final int LIMIT = (int) TestClient.LARGEST_REPLY;
  private static final String GZIP = "Content-Encoding: gzip\r\n";

  @Test
  void aReplyOfTheLargestSizeIsRead() throws Exception {
    assertThat(call(always(plain(200, "", padded(LIMIT)))).failure()).isNull();
    assertThat(call(always(plain(200, GZIP, gzip(padded(LIMIT))))).failure()).isNull();
  }

  @Test
  void aLargerReplyIsTooLarge() throws Exception {
    assertFails(call(always(plain(200, "", padded(LIMIT + 1)))), FailureReason.REPLY_TOO_LARGE);
  }

  @Test
  void aSmallReplyThatUnpacksToALargeOneIsTooLarge() throws Exception {
    byte[] bomb = gzip(new byte[50_000_000]);

    assertThat(bomb).hasSizeLessThan(LIMIT);
    assertFails(call(always(plain(200, GZIP, bomb))), FailureReason.REPLY_TOO_LARGE);
  }

  @Test
  void anEndlessReplyIsGivenUpAtTheLimit() throws Exception {
    assertFails(call(endless(200)), FailureReason.REPLY_TOO_LARGE);
  }

  @Test
  void aReplyThatStopsBeyondTheLimitIsNotWaitedFor() throws Exception {
    Answer stopping =
        (connection, number) -> {
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
          connection.send(padded(LIMIT + 10_000));
          connection.hang();
        };

    assertFails(call(stopping), FailureReason.REPLY_TOO_LARGE);
  }

  @Test
  void anEndlessHeadIsGivenUp() throws Exception {
    for (String endless : new String[] {"x".repeat(1000), "X-A: b\r\n"}) {
      Answer answer =
          (connection, number) -> {
            connection.send("HTTP/1.1 200 OK\r\nX-Long: ");
            while (true) {
              connection.send(endless);
            }
          };

      assertFails(call(answer), FailureReason.REPLY_TOO_LARGE);
    }
  }

  @Test
  void aBrokenCompressionIsAMalformedReply() throws Exception {
    byte[] whole = gzip(padded(5000));
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1;
    for (byte[] body :
        new byte[][] {
          {},
          Arrays.copyOf(whole, 5),
          Arrays.copyOf(whole, whole.length / 2),
          Arrays.copyOf(whole, whole.length - 1),
          damaged,
          padded(100)
        }) {
      assertFails(call(always(plain(200, GZIP, body))), FailureReason.MALFORMED_REPLY);
    }
  }

  @Test
  void whatFollowsACompressedReplyIsNotReadForEver() throws Exception {
    byte[] whole = gzip(padded(5000));
    Answer following =
        (connection, number) -> {
          connection.send(
              "HTTP/1.1 200 OK\r\n%sTransfer-Encoding: chunked\r\n\r\n%x\r\n"
                  .formatted(GZIP, whole.length));
          connection.send(whole);
          connection.send("\r\n");
          while (true) {
            connection.send("1000\r\n" + " ".repeat(0x1000) + "\r\n");
          }
        };

    assertFails(call(following), FailureReason.MALFORMED_REPLY);
  }

  @Test
  void aCompressedReplyThatBreaksOffIsUnreachable() throws Exception {
    byte[] whole = plain(200, GZIP, gzip(padded(5000)));
    Answer breaking =
        (connection, number) -> {
          connection.send(Arrays.copyOf(whole, whole.length - 10));
          connection.close();
        };

    CallResult<ChatReply> result = call(breaking);

    assertThat(Objects.requireNonNull(result.failure()).reason())
        .isEqualTo(FailureReason.UNREACHABLE);
    assertThat(result.attempts()).isEqualTo(3);
  }

  @Test
  void aStatusCountsWhateverItsBodyIs() throws Exception {
    byte[] torn = Arrays.copyOf(gzip(padded(5000)), 20);
    for (byte[] body : new byte[][] {{}, torn}) {
      Failure failure = Objects.requireNonNull(call(always(plain(401, GZIP, body))).failure());

      assertThat(failure).isEqualTo(new Failure(FailureReason.UNAUTHORIZED, "HTTP 401"));
    }
    assertFails(call(endless(401)), FailureReason.UNAUTHORIZED);
  }

  private static Answer endless(int status) {
    return (connection, number) -> {
      connection.send("HTTP/1.1 %d Said\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(status));
      while (true) {
        connection.send("1000\r\n" + " ".repeat(0x1000) + "\r\n");
      }
    };
  }

  private static CallResult<ChatReply> call(Answer answer) throws Exception {
    try (RawServer server = new RawServer(answer);
        TestClient client = new TestClient(server.url())) {
      return client.call();
    }
  }

  private static void assertFails(CallResult<ChatReply> result, FailureReason reason) {
    Failure failure = Objects.requireNonNull(result.failure());
    assertThat(failure.reason()).as(failure.message()).isEqualTo(reason);
    assertThat(failure.message()).isNotBlank();
    assertThat(result.attempts()).isEqualTo(1);
  }

  private static Answer always(byte[] response) {
    return (connection, number) -> connection.send(response);
  }

  private static byte[] plain(int status, String headers, byte[] body) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    String head =
        "HTTP/1.1 %d Said\r\nContent-Length: %d\r\n%s\r\n".formatted(status, body.length, headers);
    response.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    response.writeBytes(body);
    return response.toByteArray();
  }

  /** A sound reply of that many bytes. */
  private static byte[] padded(int size) {
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) ' ');
    byte[] json = Chat.saying("x").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(json, 0, body, 0, json.length);
    return body;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
