package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.http.HttpExchange;
import org.evalbeam.endpoint.http.Transport;
import org.evalbeam.endpoint.pacing.Limits;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.endpoint.protocol.Request;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What calls take of budget and limits of which nothing good came. */
@Timeout(30)
class PaidFailuresTest {

  private static final double TOKENS_PER_MINUTE = 60_000;

  /** What is used of them. */
  private static final double PER_SECOND = 990;

  /** A million tokens cost 1 in, and 10 out. */
  private static final Price PRICE = new Price(1, 10, "USD", null);

  private static final Request REQUEST = new Request("{\"model\":\"m\"}", 100, 4000L);

  /** As vLLM cuts a reasoning model at {@code max_tokens}. */
  private static final String CUT_IN_THOUGHT =
      Chat.json(
          "{'choices': [{'finish_reason': 'length', 'message': {'content': null,"
              + " 'reasoning_content': 'hm'}}],"
              + " 'usage': {'prompt_tokens': 100, 'completion_tokens': 3000}}");

  private final FakeTime time = new FakeTime();
  private final Spending spending = new Spending(0.1);

  @Test
  void anAnswerThatHasOnlyReasoningIsPaidUntilTheBudgetIsSpent() throws Exception {
    EndpointClient client = client(request -> ok(CUT_IN_THOUGHT));

    for (int call = 1; call <= 4; call++) {
      assertThat(failure(call(client)).reason()).isEqualTo(FailureReason.EMPTY_ANSWER);
      assertThat(spending.total()).isCloseTo(call * 0.0301, within(1e-9));
    }
    assertThat(failure(call(client)).reason()).isEqualTo(FailureReason.BUDGET_SPENT);
  }

  @Test
  void aReplyThatCannotBeReadCostsWhatItTellsOrWhatIsEstimated() throws Exception {
    call(client(request -> ok("{\"usage\": {\"prompt_tokens\": 50, \"completion_tokens\": 70}}")));
    assertThat(spending.total()).isCloseTo(0.00075, within(1e-9));

    call(client(request -> ok("<html>not that</html>")));
    assertThat(spending.total() - 0.00075)
        .as("the request's 100 tokens, and 6 of 21 characters")
        .isCloseTo(0.00016, within(1e-9));
  }

  @Test
  void aReplyThatIsTooLargeCostsItsRequestAtLeast() throws Exception {
    call(client(failing(new Transport.ReplyTooLargeException("too large"))));

    assertThat(spending.total()).isCloseTo(0.0001, within(1e-9));
  }

  /** Nobody tells what it cost, if anything. */
  @Test
  void aLostConnectionCostsNothing() throws Exception {
    call(client(failing(new SocketException("Connection reset"))));

    assertThat(spending.total()).isZero();
  }

  @Test
  void aReplyThatCannotBeReadKeepsTheTokensThatItTells() throws Exception {
    EndpointClient client = client(request -> ok(CUT_IN_THOUGHT));
    call(client);

    assertThat(call(client).waits().pacing()).isCloseTo(3100 / PER_SECOND, within(0.01));
  }

  static Stream<Named<Transport>> lost() {
    return Stream.of(
        named("no JSON", request -> ok("<html>not that</html>")),
        named("a timeout", failing(new SocketTimeoutException("Read timed out"))),
        named("a reset", failing(new SocketException("Connection reset"))),
        named("too large", failing(new Transport.ReplyTooLargeException("too large"))));
  }

  @ParameterizedTest
  @MethodSource("lost")
  void whatWasSentAndLostKeepsTheTokensThatWereEstimated(Transport transport) throws Exception {
    EndpointClient client = client(transport);
    call(client);

    assertThat(call(client).waits().pacing()).isGreaterThanOrEqualTo(4100 / PER_SECOND);
  }

  @Test
  void aReplyThatCannotBeKeptKeepsItsTokens() throws Exception {
    EndpointClient client =
        client(
            request ->
                ok(
                    Chat.json(
                        "{'choices': [{'message': {'content': 'x'}}],"
                            + " 'usage': {'prompt_tokens': 100, 'completion_tokens': 3000}}")));
    assertThatThrownBy(
            () ->
                client.call(
                    Dialect.OPENAI.chat(),
                    REQUEST,
                    TestClient.CALL_ID,
                    (reply, raw) -> {
                      throw new IOException("the disk is full");
                    }))
        .hasMessage("the disk is full");

    assertThat(call(client).waits().pacing()).isCloseTo(3100 / PER_SECOND, within(0.01));
  }

  static Stream<Named<Transport>> neverServed() {
    return Stream.of(
        named("refused", failing(new ConnectException("Connection refused"))),
        named("no route", failing(new NoRouteToHostException("No route to host"))),
        named("no host", failing(new UnknownHostException("nowhere.invalid"))),
        named("no connection in time", failing(new ConnectTimeoutException("Connect timed out"))),
        named("no certificate", failing(new SSLHandshakeException("unknown authority"))),
        named("an error", request -> new HttpExchange(503, Map.of(), "busy", 0)),
        named("a bad request", request -> new HttpExchange(400, Map.of(), "{}", 0)));
  }

  @ParameterizedTest
  @MethodSource("neverServed")
  void whatTheEndpointNeverServedTakesNothing(Transport transport) throws Exception {
    EndpointClient client = client(transport);
    call(client);

    assertThat(call(client).waits().pacing()).isZero();
    assertThat(spending.total()).isZero();
  }

  private EndpointClient client(Transport transport) {
    Limits limits = new Limits(null, TOKENS_PER_MINUTE, null, null, null);
    return TestClient.client(
        TestClient.limited(limits, PRICE), transport, TestClient.keys(), time, spending);
  }

  private static Transport failing(IOException failure) {
    return request -> {
      throw failure;
    };
  }

  private static HttpExchange ok(String body) {
    return new HttpExchange(200, Map.of(), body, 0);
  }

  private static CallResult<ChatReply> call(EndpointClient client) throws Exception {
    return client.call(Dialect.OPENAI.chat(), REQUEST, TestClient.CALL_ID, (reply, raw) -> {});
  }

  private static Failure failure(CallResult<ChatReply> result) {
    return Objects.requireNonNull(result.failure());
  }
}
