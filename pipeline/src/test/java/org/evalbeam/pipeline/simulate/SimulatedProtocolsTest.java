package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.evalbeam.pipeline.simulate.ChatClient.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract that all protocols keep: the same steps, limits and counters. */
class SimulatedProtocolsTest {

  private final AtomicLong clock = new AtomicLong();

  private SimulatedOptions.Builder options() {
    return SimulatedOptions.builder().delays(Delays.none()).nanoClock(clock::get);
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void aCallIsAnsweredUnderAnyPrefixTheSameAgain(Api api) throws IOException {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(options().build());
        SimulatedEndpoint again = SimulatedEndpoint.start(options().build())) {
      Response reply = api.call(ChatClient.of(endpoint), "a");
      String path = "/any" + api.path;
      String body = api.body("m", "Hello there").toString();
      Response other = ChatClient.of(again).post(path, body, api.headers("a"));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body().path("model").asText()).isEqualTo("simulated:m");
      assertThat(reply.body().path("usage").path(api.inputTokens).asInt()).isEqualTo(3);
      assertThat(api.answer(reply.body()).isMissingNode()).isFalse();
      assertThat(api.answer(other.body())).isEqualTo(api.answer(reply.body()));
      assertThat(other.body().path("id")).isEqualTo(reply.body().path("id"));
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void errorsHaveTheFormOfTheProtocol(Api api) throws IOException {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(options().build())) {
      ChatClient client = ChatClient.of(endpoint);
      for (String body : List.of("{", "{} {}", "[]", "{\"model\": \"m\"}", "{\"model\": 7}")) {
        Response wrong = client.post(api.path, body, api.headers("a"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(api.errorType(wrong.body())).isEqualTo("invalid_request_error");
      }
      assertThat(client.get(api.path).status()).isEqualTo(405);
      assertThat(api.errorType(client.get(api.path).body())).isEqualTo("invalid_request_error");
      assertThat(endpoint.stats().refused()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void aRequiredKeyIsChecked(Api api) throws IOException {
    try (SimulatedEndpoint locked =
        SimulatedEndpoint.start(options().requiredKey("sk-right").build())) {
      ChatClient client = ChatClient.of(locked);
      Response wrong = api.call(client, "a", api.keyHeader, api.keyPrefix + "sk-wrong");

      assertThat(wrong.status()).isEqualTo(401);
      assertThat(api.errorType(wrong.body()))
          .isEqualTo(api == Api.MESSAGES ? "authentication_error" : "invalid_request_error");
      assertThat(wrong.body().toString()).doesNotContain("sk-");
      assertThat(api.call(client, "b").status()).isEqualTo(401);
      assertThat(api.call(client, "c", api.keyHeader, api.keyPrefix + "sk-right").status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void theLimitOnRequestsHolds(Api api) throws IOException {
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(options().limits(Limits.none().withRequestsPerMinute(1)).build())) {
      ChatClient client = ChatClient.of(endpoint);
      Response first = api.call(client, "a");
      Response refused = api.call(client, "b");
      String left =
          api.rateHeaders + (api == Api.MESSAGES ? "requests-remaining" : "remaining-requests");

      assertThat(first.status()).isEqualTo(200);
      assertThat(first.header(left)).isEqualTo("0");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header(left)).isEqualTo("0");
      assertThat(refused.header("retry-after")).isEqualTo("60");
      assertThat(api.errorType(refused.body()))
          .isEqualTo(api == Api.MESSAGES ? "rate_limit_error" : "requests");
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void callsTokensAndSecondsAreCounted(Api api) throws IOException {
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(options().limits(Limits.none().withRequestsPerSecond(2)).build())) {
      ChatClient client = ChatClient.of(endpoint);
      api.call(client, "a");
      api.call(client, "a");
      api.call(client, "b");
      clock.addAndGet(2_000_000_000L);
      api.call(client, "b");
      Stats stats = endpoint.stats();
      long each = stats.completionTokens() / 3;

      assertThat(stats.calls()).isEqualTo(4);
      assertThat(stats.ok()).isEqualTo(3);
      assertThat(stats.rateLimited()).isEqualTo(1);
      assertThat(stats.duplicates()).isEqualTo(1);
      assertThat(stats.uniqueRequestIds()).isEqualTo(2);
      assertThat(stats.repliesByStatus()).containsOnly(entry(200, 3), entry(429, 1));
      assertThat(stats.promptTokens()).isEqualTo(9);
      assertThat(each).matches(tokens -> api == Api.EMBEDDINGS ? tokens == 0 : tokens > 5);
      assertThat(endpoint.seconds().ok()).containsExactly(2L, 0L, 1L);
      assertThat(endpoint.seconds().rateLimited()).containsExactly(1L, 0L, 0L);
      assertThat(endpoint.seconds().tokens()).containsExactly(2 * (3 + each), 0L, 3 + each);
    }
  }

  private static Map.Entry<Integer, Long> entry(int status, long replies) {
    return Map.entry(status, replies);
  }
}
