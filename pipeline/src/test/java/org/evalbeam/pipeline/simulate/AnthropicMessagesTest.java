package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.evalbeam.pipeline.simulate.ChatClient.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is Anthropic's own in its Messages. */
class AnthropicMessagesTest {

  private static SimulatedEndpoint endpoint;
  private static ChatClient client;

  @BeforeAll
  static void start() throws IOException {
    endpoint =
        SimulatedEndpoint.start(
            SimulatedOptions.builder()
                .knownAnswers(Rows.capitals())
                .delays(Delays.none())
                .limits(
                    Limits.none()
                        .withTokens(
                            TokenLimits.none()
                                .withPerMinute(60_000)
                                .withInputPerMinute(30_000)
                                .withOutputPerMinute(20_000)))
                .build());
    client = ChatClient.of(endpoint);
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  private static ObjectNode body(String model, String question) {
    return Api.MESSAGES.body(model, question);
  }

  private static Response send(ObjectNode body) {
    return client.post("/v1/messages", body.toString(), Api.MESSAGES.headers("id"));
  }

  @Test
  void aReplyHasTheShapeOfAnthropics() {
    Response reply = send(body("gpt-4o", "Why do volcanoes erupt?"));

    assertThat(reply.body().path("id").asText()).matches("msg_[0-9a-f]{16}");
    assertThat(reply.body().path("type").asText()).isEqualTo("message");
    assertThat(reply.body().path("role").asText()).isEqualTo("assistant");
    assertThat(reply.body().path("content")).hasSize(1);
    assertThat(reply.body().at("/content/0/type").asText()).isEqualTo("text");
    String text = reply.body().at("/content/0/text").asText();
    assertThat(text).contains("volcanoes");
    assertThat(reply.body().path("stop_reason").asText()).isEqualTo("end_turn");
    assertThat(reply.body().at("/usage/input_tokens").asInt()).isEqualTo(6);
    assertThat(reply.body().at("/usage/output_tokens").asInt()).isEqualTo((text.length() + 3) / 4);
  }

  @Test
  void reasoningIsABlockOfItsOwnBeforeTheText() {
    Response reply = send(body("simulated-reasoner", "Why?"));

    assertThat(reply.body().path("content").findValuesAsText("type"))
        .containsExactly("thinking", "text");
    assertThat(reply.body().at("/content/0/thinking").asText()).startsWith("I recall");
    assertThat(reply.body().at("/content/1/text").asText()).doesNotContain("think>");
  }

  @Test
  void maxTokensCutsTheReasoningFirstAndThenTheText() {
    Response early = send(body("simulated-reasoner", "Why?").put("max_tokens", 3));
    Response late = send(body("simulated-reasoner", "Why?").put("max_tokens", 20));

    assertThat(early.body().path("stop_reason").asText()).isEqualTo("max_tokens");
    assertThat(early.body().path("content").findValuesAsText("type")).containsExactly("thinking");
    assertThat(early.body().at("/content/0/thinking").asText()).hasSize(12);
    assertThat(early.body().at("/usage/output_tokens").asInt()).isEqualTo(3);
    assertThat(late.body().path("content").findValuesAsText("type"))
        .containsExactly("thinking", "text");
    assertThat(late.body().path("stop_reason").asText()).isEqualTo("max_tokens");
    assertThat(late.body().at("/usage/output_tokens").asInt()).isEqualTo(20);
  }

  @Test
  void theSystemPromptStandsApartAsTextOrBlocks() {
    ObjectNode asText = body("m", "Hello").put("system", "12345678");
    ObjectNode asBlocks = body("m", "Hello");
    asBlocks.putArray("system").addObject().put("type", "text").put("text", "12345678");
    ObjectNode content = (ObjectNode) asBlocks.at("/messages/0");
    content.putArray("content").addObject().put("type", "text").put("text", "Hello");

    assertThat(send(asText).body().at("/usage/input_tokens").asInt()).isEqualTo(4);
    assertThat(send(asBlocks).body().at("/usage/input_tokens").asInt()).isEqualTo(4);
  }

  @Test
  void theVersionIsRequired() {
    Response reply = client.post("/v1/messages", body("m", "Hello").toString(), "X-A", "b");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().at("/error/message").asText()).contains("anthropic-version");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'model': 'm', 'messages': [{'role': 'user'}]}                     | 'max_tokens'",
        "{'model': 'm', 'messages': [{'role': 'user'}], 'max_tokens': 0}    | 'max_tokens'",
        "{'model': 'm', 'messages': [{'role': 'system'}], 'max_tokens': 9}  | 'system'",
        "{'model': 'm', 'messages': [], 'max_tokens': 9}                    | 'messages'",
        "{'model': 'm', 'messages': [{'role': 'user'}], 'max_tokens': 9, 'stream': true} | 'stream'",
      })
  void aWrongBodyIsRefusedWithWhatIsWrong(String body, String found) {
    Response reply =
        client.post("/v1/messages", body.replace('\'', '"'), Api.MESSAGES.headers("wrong"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().at("/error/message").asText()).contains(found);
  }

  @Test
  void headersTellOfAllThreeLimitsOnTokens() {
    Response reply = send(body("m", "Hello"));

    assertThat(reply.header("anthropic-ratelimit-tokens-limit")).isEqualTo("60000");
    assertThat(reply.header("anthropic-ratelimit-input-tokens-limit")).isEqualTo("30000");
    assertThat(reply.header("anthropic-ratelimit-output-tokens-limit")).isEqualTo("20000");
    assertThat(Integer.parseInt(reply.header("anthropic-ratelimit-input-tokens-remaining")))
        .isBetween(1, 29_998);
    assertThat(Instant.parse(reply.header("anthropic-ratelimit-tokens-reset")))
        .isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(10));
    assertThat(reply.header("anthropic-ratelimit-tokens-reset")).matches("[^.]+:\\d\\dZ");
    assertThat(reply.headers().firstValue("anthropic-ratelimit-requests-limit")).isEmpty();
  }
}
