package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.evalbeam.pipeline.simulate.ChatClient.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits over HTTP, on a clock that the test moves. */
class LimitsTest {

  /** Far from zero, for a monotonic clock may start anywhere. */
  private final AtomicLong clock = new AtomicLong(-5_000_000_000L);

  private SimulatedEndpoint start(Limits limits) throws IOException {
    return SimulatedEndpoint.start(
        SimulatedOptions.builder()
            .limits(limits)
            .delays(Delays.none())
            .nanoClock(clock::get)
            .build());
  }

  private void pass(long millis) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static Response call(ChatClient client) {
    return client.complete(ChatClient.body("m", "Hello"), "id");
  }

  @Test
  void aBucketOfOneSecondRefillsContinuously() throws IOException {
    try (SimulatedEndpoint endpoint = start(Limits.none().withRequestsPerSecond(4))) {
      ChatClient client = ChatClient.of(endpoint);
      Response first = call(client);
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.header("x-ratelimit-limit-requests")).isEqualTo("4");
      assertThat(first.header("x-ratelimit-remaining-requests")).isEqualTo("3");
      assertThat(first.header("x-ratelimit-reset-requests")).isEqualTo("250ms");
      for (int i = 0; i < 3; i++) {
        assertThat(call(client).status()).isEqualTo(200);
      }

      Response refused = call(client);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(refused.header("x-ratelimit-remaining-requests")).isEqualTo("0");
      assertThat(refused.header("x-ratelimit-reset-requests")).isEqualTo("1s");
      assertThat(refused.body().at("/error/code").asText()).isEqualTo("rate_limit_exceeded");
      assertThat(refused.body().at("/error/type").asText()).isEqualTo("requests");
      assertThat(refused.body().at("/error/message").asText()).contains("try again in 250ms");

      pass(249);
      assertThat(call(client).status()).isEqualTo(429);
      pass(1);
      assertThat(call(client).status()).isEqualTo(200);
      assertThat(call(client).status()).isEqualTo(429);
      assertThat(endpoint.stats().rateLimited()).isEqualTo(3);
      assertThat(endpoint.stats().ok()).isEqualTo(5);
    }
  }

  @Test
  void aFixedWindowOpensAgainEachMinute() throws IOException {
    try (SimulatedEndpoint endpoint = start(Limits.none().withRequestsPerMinute(2))) {
      ChatClient client = ChatClient.of(endpoint);
      pass(50_000);
      assertThat(call(client).status()).isEqualTo(200);
      assertThat(call(client).status()).isEqualTo(200);
      assertThat(call(client).header("retry-after")).isEqualTo("10");
      pass(9_999);
      assertThat(call(client).status()).isEqualTo(429);
      pass(1);
      assertThat(call(client).header("x-ratelimit-reset-requests")).isEqualTo("1m0s");
      assertThat(call(client).status()).isEqualTo(200);
      assertThat(call(client).status()).isEqualTo(429);
    }
  }

  @Test
  void completionsAreTakenFromTheTokensTooIfNeedBeIntoDebt() throws IOException {
    // A prompt of 2 tokens; the reply about an unknown question has more than 10.
    try (SimulatedEndpoint endpoint = start(Limits.none().withTokensPerMinute(12))) {
      ChatClient client = ChatClient.of(endpoint);
      Response first = call(client);
      int completion = first.body().at("/usage/completion_tokens").asInt();
      assertThat(completion).isGreaterThan(10);
      assertThat(first.header("x-ratelimit-limit-tokens")).isEqualTo("12");
      assertThat(first.header("x-ratelimit-remaining-tokens")).isEqualTo("10");

      Response refused = call(client);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.body().at("/error/type").asText()).isEqualTo("tokens");
      // At 12 tokens a minute a token takes 5 s: the debt, then the prompt of the next call.
      int seconds = 5 * (completion - 10 + 2);
      assertThat(refused.header("retry-after")).isEqualTo(Integer.toString(seconds));
      pass(1_000L * seconds);
      assertThat(call(client).status()).isEqualTo(200);
    }
  }

  @Test
  @Timeout(20)
  void callsInFlightAreLimited() throws IOException {
    SimulatedOptions hanging =
        SimulatedOptions.builder()
            .limits(Limits.none().withMaxInFlight(1))
            .delays(Delays.fixed(600_000))
            .build();
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(hanging)) {
      ChatClient client = ChatClient.of(endpoint);
      CompletableFuture<HttpResponse<String>> first =
          client.completeLater(ChatClient.body("m", "Hello"));
      while (endpoint.stats().mostInFlight() == 0) {
        Thread.onSpinWait();
      }

      assertThat(call(client).status()).isEqualTo(429);
      assertThat(first).isNotDone();
      assertThat(endpoint.stats().mostInFlight()).isEqualTo(1);
    }
  }

  @Test
  void retryAfterMayBeLeftOff() throws IOException {
    try (SimulatedEndpoint endpoint =
        start(Limits.none().withRequestsPerMinute(1).withoutRetryAfter())) {
      ChatClient client = ChatClient.of(endpoint);
      call(client);
      Response refused = call(client);

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers().firstValue("retry-after")).isEmpty();
    }
  }

  @Test
  void noHeadersSpeakOfLimitsThatAreOff() throws IOException {
    try (SimulatedEndpoint endpoint = start(Limits.none())) {
      assertThat(call(ChatClient.of(endpoint)).headers().map().keySet())
          .noneMatch(name -> name.startsWith("x-ratelimit"));
    }
  }

  /** A prompt of 2 tokens. */
  private static Response call(ChatClient client, int maxTokens) {
    return client.complete(ChatClient.body("m", "Hello").put("max_tokens", maxTokens), "id");
  }

  private static int completion(Response reply) {
    return reply.body().at("/usage/completion_tokens").asInt();
  }

  @Test
  void aReservationIsTakenAtAdmissionAndSettledWithTheReply() throws IOException {
    Limits limits = Limits.none().withTokens(TokenLimits.none().withPerMinute(600).byReservation());
    try (SimulatedEndpoint endpoint = start(limits)) {
      ChatClient client = ChatClient.of(endpoint);
      Response first = call(client, 500);
      int used = 2 + completion(first);
      assertThat(first.header("x-ratelimit-remaining-tokens")).isEqualTo("98");
      assertThat(used).isLessThan(100);

      // At 600 tokens a minute a token takes 100 ms: what the first call used is what is missing.
      Response refused = call(client, 598);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("x-ratelimit-remaining-tokens")).isEqualTo("" + (600 - used));
      assertThat(refused.body().at("/error/type").asText()).isEqualTo("tokens");
      pass(100L * used - 1);
      assertThat(call(client, 598).status()).isEqualTo(429);
      pass(1);
      assertThat(call(client, 598).status()).isEqualTo(200);
      assertThat(endpoint.seconds().tokens().get(0)).isEqualTo(used);
    }
  }

  @Test
  void aRequestWithoutMaxTokensReserves256AndPaysWhatItUsesBeyond() throws IOException {
    SimulatedOptions options =
        SimulatedOptions.builder()
            .limits(Limits.none().withTokens(TokenLimits.none().withPerMinute(600).byReservation()))
            .answerLengths(new AnswerLengths(500, 0))
            .delays(Delays.none())
            .nanoClock(clock::get)
            .build();
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(options)) {
      ChatClient client = ChatClient.of(endpoint);

      assertThat(call(client).header("x-ratelimit-remaining-tokens")).isEqualTo("" + (600 - 258));
      assertThat(call(client).header("x-ratelimit-remaining-tokens")).isEqualTo("" + (600 - 502));
    }
  }

  @Test
  void aReservationBeyondTheLimitIsLetInByAFullBucketOnly() throws IOException {
    Limits limits = Limits.none().withTokens(TokenLimits.none().withPerMinute(100).byReservation());
    try (SimulatedEndpoint endpoint = start(limits)) {
      ChatClient client = ChatClient.of(endpoint);

      assertThat(call(client, 5_000).status()).isEqualTo(200);
      assertThat(call(client, 5_000).status()).isEqualTo(429);
      assertThat(call(client, 1).status()).isEqualTo(200);
    }
  }

  @Test
  void inputAndOutputAreLimitedApart() throws IOException {
    TokenLimits tokens = TokenLimits.none().withInputPerMinute(6).withOutputPerMinute(12);
    try (SimulatedEndpoint endpoint = start(Limits.none().withTokens(tokens))) {
      ChatClient client = ChatClient.of(endpoint);
      Response first = call(client);
      int debt = completion(first) - 12;
      assertThat(debt).isPositive();

      Response refused = call(client);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.body().at("/error/type").asText()).isEqualTo("output_tokens");
      assertThat(refused.header("retry-after")).isEqualTo("" + 5 * (debt + 1));
      pass(5_000L * (debt + 1));
      assertThat(call(client).status()).isEqualTo(200);
      assertThat(refused.headers().map().keySet()).noneMatch(it -> it.startsWith("x-ratelimit"));
    }
    try (SimulatedEndpoint endpoint =
        start(Limits.none().withTokens(TokenLimits.none().withInputPerMinute(4)))) {
      ChatClient client = ChatClient.of(endpoint);
      assertThat(call(client).status()).isEqualTo(200);
      assertThat(call(client).status()).isEqualTo(200);
      assertThat(call(client).body().at("/error/type").asText()).isEqualTo("input_tokens");
    }
  }

  @Test
  void outputIsReservedTooWhereItIsLimitedApart() throws IOException {
    TokenLimits tokens = TokenLimits.none().withOutputPerMinute(300).byReservation();
    try (SimulatedEndpoint endpoint = start(Limits.none().withTokens(tokens))) {
      ChatClient client = ChatClient.of(endpoint);
      int used = completion(call(client, 300));

      assertThat(call(client, 301 - used).status()).isEqualTo(429);
      assertThat(call(client, 300 - used).status()).isEqualTo(200);
    }
  }

  @Test
  void requestsAreLimitedInOneWayOnly() {
    Limits perSecond = Limits.none().withRequestsPerSecond(1);

    assertThatThrownBy(() -> perSecond.withRequestsPerMinute(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Limits.none().withMaxInFlight(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TokenLimits.none().withOutputPerMinute(-7))
        .hasMessage("limit of output tokens per minute is -7; it must be at least 0 (none)");
  }
}
