package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.http.PooledHttp;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key that the server echoes reaches neither a result nor any log at its finest level. */
@Timeout(60)
class KeySecrecyTest {

  private static final String KEY = TestClient.KEY;

  /** Forms of the key, and what of each must not be seen. */
  private static final Map<String, String> FORMS =
      Map.of(
          KEY,
          "canary",
          "Bearer " + KEY,
          "canary",
          KEY.replace("/", "\\/"),
          "canary",
          unicodeEscaped(KEY),
          unicodeEscaped("canary"),
          unicodeEscaped(KEY).toUpperCase(Locale.ROOT).replace("\\U", "\\u"),
          "\\u0061\\u006E",
          URLEncoder.encode(KEY, StandardCharsets.UTF_8),
          "canary",
          percentEncoded(KEY),
          percentEncoded("canary"),
          base64(KEY),
          base64(KEY).substring(4, 16),
          base64("Bearer " + KEY),
          base64("Bearer " + KEY).substring(12, 24),
          base64("api:" + KEY),
          base64("api:" + KEY).substring(12, 20));

  private final LogTap logs = new LogTap();

  @BeforeEach
  void listen() {
    logs.open();
  }

  @AfterEach
  void stopListening() {
    logs.close();
  }

  static Stream<String> responses() {
    return FORMS.keySet().stream().flatMap(KeySecrecyTest::echoing);
  }

  private static Stream<String> echoing(String form) {
    return Stream.of(
        RawServer.response(200, "X-Echo: " + form + "\r\n", Chat.saying("my key is " + form)),
        RawServer.response(
            200,
            "",
            Chat.json(
                """
                {'model': '%1$s', 'search_results': [{'chunk': {'content': '%1$s'}}],
                 'choices': [{'finish_reason': '%1$s', 'message':
                   {'content': 'x', 'reasoning': '%1$s'}}]}
                """
                    .formatted(form))),
        RawServer.response(200, "", Chat.json("{'error': {'message': '%s'}}".formatted(form))),
        RawServer.response(
            400, "", Chat.json("{'error': {'message': 'Wrong key %s.'}}".formatted(form))),
        RawServer.response(401, "WWW-Authenticate: Basic realm=\"" + form + "\"\r\n", form),
        RawServer.response(302, "Location: https://h/" + form + "\r\n", "<a href='" + form + "'>"),
        RawServer.response(503, "Retry-After: " + form + "\r\n", "<html>" + form),
        "HTTP/1.1 200 OK\r\n" + form + "\r\n\r\n",
        form + "\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("responses")
  void aKeyThatIsEchoedIsSeenNowhere(String response) throws Exception {
    CallResult<ChatReply> result;
    try (RawServer server =
            new RawServer(
                (connection, number) -> {
                  connection.send(response);
                  connection.close();
                });
        TestClient client = new TestClient(server.url())) {
      result = client.call();
      assertThat(server.requests()).allSatisfy(r -> assertThat(r).contains("Bearer " + KEY));
    }

    assertThat(result.toString()).doesNotContain(FORMS.values());
    assertThat(logs.text()).doesNotContain(FORMS.values());
  }

  @Test
  void theLogsAreHeardAtTheirFinestLevel() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.response(503, "", "busy"));
        TestClient client = new TestClient(server.url())) {
      client.call();
    }

    assertThat(logs.text())
        .contains("attempt 1 failed: HTTP 503: busy")
        .as("the HTTP library's own")
        .contains("org.apache.hc.client5");
  }

  @Test
  void aKeyThatCannotStandInAHeaderIsNotSentAndNotQuoted() throws Exception {
    for (String key : List.of("sk-canary\r\nX-Other: 1", "sk-canary é", "sk-\u0000canary")) {
      try (RawServer server = RawServer.saying(RawServer.response(200, "", Chat.saying("x")));
          PooledHttp http = new PooledHttp(1, 1000)) {
        EndpointClient client =
            TestClient.client(
                TestClient.endpoint(server.url(), TestClient.PATIENT, 1),
                http,
                new Keys(name -> key),
                new FakeTime());

        CallResult<ChatReply> result = TestClient.call(client);

        assertThat(result.toString())
            .contains("UNAUTHORIZED", "${THE_KEY}")
            .doesNotContain("canary");
        assertThat(result.attempts()).isZero();
        assertThat(server.connections()).isZero();
        assertThat(logs.text()).doesNotContain("canary");
      }
    }
  }

  @Test
  void aSecretShowsItselfToNobody() {
    assertThat(new Secret(KEY)).hasToString("(key)");
    assertThat(
            stackTrace(
                new CallFailedException(
                    FailureReason.UNREACHABLE, new Secret(KEY).scrub("x " + KEY))))
        .doesNotContain("canary");
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String unicodeEscaped(String text) {
    return each(text, "\\u%04x");
  }

  private static String percentEncoded(String text) {
    return each(text, "%%%02X");
  }

  private static String each(String text, String format) {
    return text.chars().mapToObj(c -> format.formatted(c)).collect(Collectors.joining());
  }
}
