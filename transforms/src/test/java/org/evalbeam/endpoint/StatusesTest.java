package org.evalbeam.endpoint;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.util.Objects;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of statuses other than 200, over real HTTP. */
class StatusesTest {

  private static final String PATH = "/v1/chat/completions";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final TestClient client = TestClient.to(SERVER.baseUrl() + "/v1");

  @AfterEach
  void stop() throws Exception {
    client.close();
  }

  @ParameterizedTest
  @CsvSource({
    "201, MALFORMED_REPLY, 1",
    "204, MALFORMED_REPLY, 1",
    "301, REDIRECTED,      1",
    "302, REDIRECTED,      1",
    "304, REDIRECTED,      1",
    "307, REDIRECTED,      1",
    "308, REDIRECTED,      1",
    "400, BAD_REQUEST,     1",
    "401, UNAUTHORIZED,    1",
    "402, NO_CREDIT,       1",
    "403, UNAUTHORIZED,    1",
    "404, BAD_REQUEST,     1",
    "408, SERVER_ERROR,    3",
    "409, SERVER_ERROR,    3",
    "422, BAD_REQUEST,     1",
    "429, RATE_LIMITED,    3",
    "500, SERVER_ERROR,    3",
    "502, SERVER_ERROR,    3",
    "503, SERVER_ERROR,    3",
    "504, SERVER_ERROR,    3",
    "529, SERVER_ERROR,    3",
  })
  void aStatusHasAReasonAndIsTriedAgainOnlyWhereThatMayHelp(
      int status, FailureReason reason, int attempts) throws Exception {
    CallResult<ChatReply> result = call(aResponse().withStatus(status));

    assertThat(Objects.requireNonNull(result.failure()))
        .isEqualTo(new Failure(reason, "HTTP " + status));
    assertThat(result.reply()).isNull();
    assertThat(result.attempts()).isEqualTo(attempts);
    assertThat(client.time.sleeps()).hasSize(status == 429 ? 0 : attempts - 1);
    assertThat(client.time.pauses().isEmpty())
        .as("a refused call waits in the endpoint's line")
        .isEqualTo(status != 429);
    assertThat(client.meter().attempts()).isEqualTo(attempts);
    assertThat(client.meter().failed()).isEqualTo(1);
  }

  @Test
  void everyAttemptCarriesTheSameCallId() throws Exception {
    call(aResponse().withStatus(503));

    SERVER.verify(
        3,
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("X-Client-Request-Id", equalTo(TestClient.CALL_ID)));
  }

  @ParameterizedTest
  @CsvSource({"code", "type"})
  void anUsedUpQuotaIsNotWaitedFor(String field) throws Exception {
    CallResult<ChatReply> result =
        call(
            aResponse()
                .withStatus(429)
                .withBody(
                    Chat.json(
                        "{'error': {'%s': 'insufficient_quota', 'message': 'Pay.'}}"
                            .formatted(field))));

    assertThat(result.failure()).isEqualTo(new Failure(FailureReason.NO_CREDIT, "HTTP 429: Pay."));
    assertThat(result.attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'error': {'message': 'No such model.', 'code': 5}} | HTTP 400: No such model.",
        "{'error': 'No such model.'}                         | HTTP 400: {'error': 'No such model.'}",
        "{'error': {'message': {'a': 1}}}                    | HTTP 400: {'error': {'message': {'a': 1}}}",
        "{'detail': 'No such model.'}                        | HTTP 400: {'detail': 'No such model.'}",
        "<html>Bad</html>                                    | HTTP 400: <html>Bad</html>",
        "{'error': {'message': 'torn                         | HTTP 400: {'error': {'message': 'torn",
      })
  void whatTheServerSaysIsTold(String body, String message) throws Exception {
    CallResult<ChatReply> result = call(aResponse().withStatus(400).withBody(Chat.json(body)));

    assertThat(Objects.requireNonNull(result.failure()).message()).isEqualTo(Chat.json(message));
  }

  @Test
  void aMessageIsOneShortLineWhateverTheServerSays() throws Exception {
    String hostile = "a\r\nb\tc\u0000\u001b[31m\u0085\u009b2J\u2028\u202e\u200b" + "é".repeat(500);

    CallResult<ChatReply> result = call(aResponse().withStatus(500).withBody(hostile));

    assertThat(Objects.requireNonNull(result.failure()).message())
        .startsWith("HTTP 500: a b c [31m 2J é")
        .hasSizeLessThan(350)
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  }

  @Test
  void aMessageIsNotCutWithinACharacter() throws Exception {
    for (String before : new String[] {"", "x"}) {
      CallResult<ChatReply> result =
          call(aResponse().withStatus(400).withBody(before + "\uD83D\uDE00".repeat(300)));

      assertThat(Objects.requireNonNull(result.failure()).message())
          .doesNotContainPattern("\\p{Cs}")
          .endsWith("\uD83D\uDE00…");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Seconds, and half of a tenth of one on top, so that not all come at once.
        "7                             | 7.05",
        "0                             | 0.05",
        "1.5                           | 1.55",
        " 7                            | 7.05",
        "Thu, 01 Jan 2026 00:00:09 GMT | 9.05",
        "Thursday, 01-Jan-26 00:00:09 GMT | 9.05",
        "Wed, 31 Dec 2025 23:00:00 GMT | 0.05",
        // No more than a minute.
        "3600                          | 60.05",
        "99999999999999999999          | 60.05",
        "Fri, 01 Jan 2027 00:00:00 GMT | 60.05",
        // Three quarters of a second where nothing sensible is said.
        "-                             | 0.75",
        "-5                            | 0.75",
        "soon                          | 0.75",
        "NaN                           | 0.75",
        "''                            | 0.75",
      })
  void aServerSaysHowLongToWait(String retryAfter, double seconds) throws Exception {
    ResponseDefinitionBuilder busy = aResponse().withStatus(429);
    if (retryAfter != null) {
      busy.withHeader("Retry-After", retryAfter);
    }
    SERVER.stubFor(post(PATH).inScenario("wait").willReturn(busy).willSetStateTo("waited"));
    SERVER.stubFor(
        post(PATH)
            .inScenario("wait")
            .whenScenarioStateIs("waited")
            .willReturn(okJson(Chat.saying("x"))));

    CallResult<ChatReply> result = client.call();

    assertThat(result.failure()).isNull();
    assertThat(result.attempts()).isEqualTo(2);
    assertThat(result.waits().pacing()).isCloseTo(seconds, within(1e-6));
    assertThat(client.time.sleeps()).isEmpty();
  }

  @Test
  void aServerInTroubleSaysHowLongToo() throws Exception {
    SERVER.stubFor(
        post(PATH)
            .inScenario("trouble")
            .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "7"))
            .willSetStateTo("over"));
    SERVER.stubFor(
        post(PATH)
            .inScenario("trouble")
            .whenScenarioStateIs("over")
            .willReturn(okJson(Chat.saying("x"))));

    CallResult<ChatReply> result = client.call();

    assertThat(result.failure()).isNull();
    assertThat(client.time.sleeps())
        .as("and half of the first backoff on top")
        .containsExactly(Duration.ofSeconds(8));
  }

  @Test
  void theWaitsGrow() throws Exception {
    call(aResponse().withStatus(503));

    assertThat(client.time.sleeps())
        .as("half of 2 s and of 4 s")
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void aRedirectIsNotFollowedAndTheKeyReachesNoOtherHost() throws Exception {
    try (RawServer other = RawServer.saying(RawServer.response(200, "", Chat.saying("x")))) {
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        CallResult<ChatReply> result =
            call(aResponse().withStatus(status).withHeader("Location", other.url()));

        assertThat(Objects.requireNonNull(result.failure()).reason())
            .isEqualTo(FailureReason.REDIRECTED);
      }
      assertThat(other.connections()).isZero();
    }
  }

  private CallResult<ChatReply> call(ResponseDefinitionBuilder response)
      throws InterruptedException {
    SERVER.stubFor(post(PATH).willReturn(response));
    return client.call();
  }
}
