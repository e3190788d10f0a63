package org.evalbeam.endpoint.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.pacing.RateHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every protocol must do, whichever words it has for it. */
class ProtocolContractTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * A protocol with its words for what is the same in all of them.
   *
   * @param urls base URL to the URL of requests
   * @param good a reply with 12 tokens in
   * @param withoutUsage one that does not count
   * @param empty one that says nothing; null where that is no reply
   * @param noCredit the error that only paying helps against
   * @param otherError one that it does not
   * @param rates headers that say 100 requests, 7 left, all back after 90 s; 5,000 tokens, 40 left,
   *     all back after 0.25 s
   */
  record Spoken(
      String name,
      Protocol<?> protocol,
      Map<String, String> urls,
      String keyHeader,
      Request request,
      String good,
      String withoutUsage,
      @Nullable String empty,
      String noCredit,
      String otherError,
      Map<String, String> rates) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Spoken> protocols() {
    Map<String, String> openAiRates =
        Map.of(
            "x-ratelimit-limit-requests", "100",
            "x-ratelimit-remaining-requests", "7",
            "x-ratelimit-reset-requests", "1m30s",
            "x-ratelimit-limit-tokens", "5000",
            "x-ratelimit-remaining-tokens", "40",
            "x-ratelimit-reset-tokens", "250ms");
    return Stream.of(
        new Spoken(
            "OpenAI chat completions",
            Dialect.OPENAI.chat(),
            Map.of("https://h/v1", "https://h/v1/chat/completions"),
            "Authorization: Bearer KEY",
            Dialect.OPENAI.chat().ask(asked()),
            "{'model': 'm-1', 'choices': [{'message': {'content': 'x'}}],"
                + " 'usage': {'prompt_tokens': 12, 'completion_tokens': 3}}",
            "{'choices': [{'message': {'content': 'x'}}]}",
            "{'choices': [{'message': {'content': ''}}]}",
            "{'code': 'insufficient_quota'}",
            "{'code': 'rate_limit_exceeded', 'type': 'tokens'}",
            openAiRates),
        new Spoken(
            "Anthropic messages",
            Dialect.ANTHROPIC.chat(),
            Map.of("https://h", "https://h/v1/messages", "https://h/v1", "https://h/v1/messages"),
            "x-api-key: KEY",
            Dialect.ANTHROPIC.chat().ask(asked()),
            "{'model': 'm-1', 'content': [{'type': 'text', 'text': 'x'}],"
                + " 'usage': {'input_tokens': 12, 'output_tokens': 3}}",
            "{'content': [{'type': 'text', 'text': 'x'}]}",
            "{'content': [], 'stop_reason': 'end_turn'}",
            "{'type': 'invalid_request_error', 'message':"
                + " 'Your credit balance is too low to access the Anthropic API.'}",
            "{'type': 'rate_limit_error', 'message': 'Too fast.'}",
            Map.of(
                "anthropic-ratelimit-requests-limit", "100",
                "anthropic-ratelimit-requests-remaining", "7",
                "anthropic-ratelimit-requests-reset", "2026-01-01T00:01:30Z",
                "anthropic-ratelimit-tokens-limit", "5000",
                "anthropic-ratelimit-tokens-remaining", "40",
                "anthropic-ratelimit-tokens-reset", "2026-01-01T01:00:00.25+01:00")),
        new Spoken(
            "OpenAI embeddings",
            Dialect.embeddings(1),
            Map.of("https://h/v1", "https://h/v1/embeddings"),
            "Authorization: Bearer KEY",
            OpenAiEmbeddings.embed("m", List.of("one", "two"), Map.of()),
            "{'model': 'm-1', 'data': [{'index': 0, 'embedding': [0.5]}],"
                + " 'usage': {'prompt_tokens': 12}}",
            "{'data': [{'index': 0, 'embedding': [0.5]}]}",
            null,
            "{'type': 'insufficient_quota'}",
            "{'type': 'requests'}",
            openAiRates));
  }

  private static ChatRequest asked() {
    return new ChatRequest("m", "Be short.", "Why?", Map.of(), Map.of(), Map.of());
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void requestsGoBelowTheBaseUrl(Spoken spoken) {
    spoken.urls().forEach((base, url) -> assertThat(spoken.protocol().url(base)).isEqualTo(url));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void theKeyHasItsHeader(Spoken spoken) {
    Protocol.KeyHeader header = spoken.protocol().keyHeader();

    assertThat(header.name() + ": " + header.prefix() + "KEY").isEqualTo(spoken.keyHeader());
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aRequestNamesTheModelAndIsEstimated(Spoken spoken) throws Exception {
    assertThat(JSON.readTree(spoken.request().body()).path("model").asText()).isEqualTo("m");
    assertThat(spoken.request().inputTokens())
        .isBetween(1L, (long) spoken.request().body().length());
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aGoodReplyIsReadWithItsUsage(Spoken spoken) throws Exception {
    Reply reply = spoken.protocol().read(json(spoken.good()));

    assertThat(reply.isEmpty()).isFalse();
    assertThat(reply.model()).isEqualTo("m-1");
    assertThat(reply.tokensPrompt()).isEqualTo(12);
    assertThat(reply.tokensCompletion()).isIn(0L, 3L);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void usageIsToldEvenWhereNothingElseIs(Spoken spoken) throws Exception {
    String usage = tree(spoken.good()).path("usage").toString();

    assertThat(spoken.protocol().usage("{\"usage\": %s}".formatted(usage)))
        .isEqualTo(spoken.protocol().read(json(spoken.good())).usage());
    for (String body : List.of("", "null", "[]", "5", "<html>", "{", "{\"usage\": 5}")) {
      assertThat(spoken.protocol().usage(body).prompt()).as(body).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void usageMayBeMissing(Spoken spoken) throws Exception {
    Reply reply = spoken.protocol().read(json(spoken.withoutUsage()));

    assertThat(reply.model()).isNull();
    assertThat(reply.tokensPrompt()).isNull();
  }

  static Stream<Arguments> sayingNothing() {
    return protocols()
        .filter(spoken -> spoken.empty() != null)
        .map(spoken -> arguments(spoken, spoken.empty()));
  }

  @ParameterizedTest
  @MethodSource("sayingNothing")
  void aReplyThatSaysNothingIsEmpty(Spoken spoken, String empty) throws Exception {
    assertThat(spoken.protocol().read(json(empty)).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void whatIsNoReplyIsMalformed(Spoken spoken) {
    String good = json(spoken.good());
    for (String body :
        List.of(
            "",
            "null",
            "[]",
            "5",
            "{}",
            "<html>",
            good.substring(0, good.length() / 2),
            json("{'error': {'message': 'overloaded'}}"),
            json("{'type': 'error', 'error': {'type': 'overloaded_error'}}"),
            json("{'choices': 5, 'content': 5, 'data': 5}"))) {
      CallFailedException failed =
          catchThrowableOfType(CallFailedException.class, () -> spoken.protocol().read(body));
      assertThat(failed).as(body).isNotNull();
      assertThat(failed.failure().reason()).as(body).isEqualTo(FailureReason.MALFORMED_REPLY);
      assertThat(failed.failure().message()).as(body).isNotBlank().doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void usedUpCreditIsToldFromARateLimit(Spoken spoken) throws Exception {
    assertThat(spoken.protocol().saysNoCredit(tree(spoken.noCredit()))).isTrue();
    assertThat(spoken.protocol().saysNoCredit(tree(spoken.otherError()))).isFalse();
    assertThat(spoken.protocol().saysNoCredit(JSON.missingNode())).isFalse();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void theHeadersOfLimitsAreRead(Spoken spoken) {
    assertThat(spoken.protocol().rates(spoken.rates(), NOW))
        .isEqualTo(
            new RateHeaders(100L, 7L, Duration.ofSeconds(90), 5000L, 40L, Duration.ofMillis(250)));
    assertThat(spoken.protocol().rates(Map.of(), NOW)).isEqualTo(RateHeaders.NONE);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void headersThatMakeNoSenseAreAbsent(Spoken spoken) {
    for (String nonsense : List.of("", "soon", "1e99", "-", "∞", "9".repeat(30), "2026-13-45")) {
      Map<String, String> headers = new HashMap<>(spoken.rates());
      headers.replaceAll((name, value) -> nonsense);

      assertThat(spoken.protocol().rates(headers, NOW)).as(nonsense).isEqualTo(RateHeaders.NONE);
    }
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  private static JsonNode tree(String quoted) throws JsonProcessingException {
    return JSON.readTree(json(quoted));
  }
}
