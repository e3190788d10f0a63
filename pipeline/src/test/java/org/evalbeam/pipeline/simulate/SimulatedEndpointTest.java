package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.evalbeam.pipeline.simulate.ChatClient.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol: OpenAI's shapes, its errors, and the counters. */
class SimulatedEndpointTest {

  private static SimulatedEndpoint endpoint;
  private static ChatClient client;

  @BeforeAll
  static void start() throws IOException {
    endpoint = SimulatedEndpoint.start(options().build());
    client = ChatClient.of(endpoint);
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  private static SimulatedOptions.Builder options() {
    return SimulatedOptions.builder().knownAnswers(Rows.capitals()).delays(Delays.none());
  }

  @Test
  void aReplyHasTheShapeOfOpenAisAndSaysThatItIsSimulated() {
    Response reply = client.complete(ChatClient.body("gpt-4o", "Who are you?"), "id-1");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("content-type")).isEqualTo("application/json");
    assertThat(reply.body().path("id").asText()).matches("chatcmpl-[0-9a-f]{16}");
    assertThat(reply.body().path("object").asText()).isEqualTo("chat.completion");
    assertThat(reply.body().path("created").asLong()).isPositive();
    assertThat(reply.body().path("model").asText()).isEqualTo("simulated:gpt-4o");
    assertThat(reply.body().path("choices")).hasSize(1);
    assertThat(reply.body().at("/choices/0/message/role").asText()).isEqualTo("assistant");
    assertThat(reply.body().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(reply.body().has("search_results")).isFalse();
  }

  @Test
  void usageIsAQuarterOfTheCharactersRoundedUp() {
    ObjectNode body = ChatClient.body("gpt-4o", "123456789");
    body.withArray("messages").insertObject(0).put("role", "system").put("content", "abcd");
    Response reply = client.complete(body, "usage");
    int completion = (reply.content().length() + 3) / 4;

    assertThat(reply.body().at("/usage/prompt_tokens").asInt()).isEqualTo(4);
    assertThat(reply.body().at("/usage/completion_tokens").asInt()).isEqualTo(completion);
    assertThat(reply.body().at("/usage/total_tokens").asInt()).isEqualTo(4 + completion);
  }

  @ParameterizedTest
  @ValueSource(strings = {"max_tokens", "max_completion_tokens"})
  void aCompletionIsCutWhereTheRequestSaysSo(String parameter) {
    Response reply =
        client.complete(ChatClient.body("gpt-4o", "Tell me all.").put(parameter, 3), "cut");

    assertThat(reply.content()).hasSize(12);
    assertThat(reply.body().at("/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(reply.body().at("/usage/completion_tokens").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/chat/completions",
        "/openai/deployments/x/chat/completions"
      })
  void anyPrefixLeadsToChatCompletions(String path) {
    assertThat(client.post(path, ChatClient.body("m", "Hello").toString(), "X-A", "b").status())
        .isEqualTo(200);
  }

  @Test
  void contentMayBeAListOfParts() {
    ObjectNode body = ChatClient.body("simulated-large", "");
    ObjectNode message = (ObjectNode) body.at("/messages/0");
    message.putArray("content").addObject().put("type", "text").put("text", "Speak of volcanoes");

    assertThat(client.complete(body, "parts").content()).contains("volcanoes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                                                | not JSON",
        "[]                                                               | a JSON object",
        "{} {}                                                            | not JSON",
        "{\"messages\": [{\"role\": \"user\"}]}                           | 'model'",
        "{\"model\": \"m\"}                                               | 'messages'",
        "{\"model\": \"m\", \"messages\": []}                             | 'messages'",
        "{\"model\": \"m\", \"messages\": [7]}                            | 'role'",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\"}], \"max_tokens\": 0} | 'max_tokens'",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\"}], \"stream\": true} | 'stream'",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\"}], \"rag\": {\"limit\": 0}} | 'rag.limit'",
      })
  void aWrongBodyIsRefusedWithWhatIsWrong(String body, String found) {
    Response reply = client.post("/v1/chat/completions", body, "X-Client-Request-Id", "wrong");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().at("/error/message").asText()).contains(found);
    assertThat(reply.body().at("/error/type").asText()).isEqualTo("invalid_request_error");
    assertThat(reply.body().at("/error/code").asText()).isNotEmpty();
  }

  @Test
  void unknownPathsAndWrongMethodsAreErrorsOfTheSameShape() {
    assertThat(client.get("/v2/nothing").status()).isEqualTo(404);
    assertThat(client.get("/v2/nothing").body().at("/error/code").asText())
        .isEqualTo("unknown_url");
    assertThat(client.get("/v1/chat/completions").status()).isEqualTo(405);
    assertThat(client.post("/stats", "", "X-A", "b").status()).isEqualTo(405);
  }

  @Test
  void theModelsOfTheProfilesAreListed() {
    assertThat(client.get("/v1/models").body().findValuesAsText("id"))
        .contains("simulated-large", "gpt-4o", "google/gemma-2-9b-it");
  }

  @Test
  void aRequiredKeyIsChecked() throws IOException {
    String body = ChatClient.body("m", "Hello").toString();
    try (SimulatedEndpoint locked =
        SimulatedEndpoint.start(options().requiredKey("sk-right").build())) {
      ChatClient visitor = ChatClient.of(locked);
      String path = "/v1/chat/completions";
      Response wrong = visitor.post(path, body, "Authorization", "Bearer sk-wrong");

      assertThat(visitor.post(path, body, "X-A", "b").status()).isEqualTo(401);
      assertThat(visitor.post(path, body, "Authorization", "Bearer sk-right").status())
          .isEqualTo(200);
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.body().at("/error/code").asText()).isEqualTo("invalid_api_key");
      assertThat(wrong.body().toString()).doesNotContain("sk-");
    }
  }

  @Test
  void callsAreCountedByRequestId() throws IOException {
    try (SimulatedEndpoint counted = SimulatedEndpoint.start(options().build())) {
      ChatClient caller = ChatClient.of(counted);
      caller.ask("m", "Hello", "a");
      caller.ask("m", "Hello", "a");
      caller.ask("n", "Hello", "b");
      caller.post("/v1/chat/completions", "{}", "X-Client-Request-Id", "c");
      caller.ask("m", "Hello", "c");
      Stats stats = counted.stats();

      assertThat(stats.calls()).isEqualTo(5);
      assertThat(stats.uniqueRequestIds()).isEqualTo(3);
      assertThat(stats.duplicates()).isEqualTo(1);
      assertThat(stats.ok()).isEqualTo(4);
      assertThat(stats.refused()).isEqualTo(1);
      assertThat(stats.mostInFlight()).isEqualTo(1);
      assertThat(stats.callsByModel()).containsOnlyKeys("m", "n").containsEntry("m", 3L);
      assertThat(stats.firstCallMs()).isPositive().isLessThanOrEqualTo(stats.lastCallMs());
      assertThat(caller.get("/stats").body().path("unique_request_ids").asInt()).isEqualTo(3);
      assertThat(caller.get("/stats").body().at("/calls_by_model/m").asInt()).isEqualTo(3);
    }
  }

  @Test
  @Timeout(20)
  void aCallWhoseClientHasGoneIsAbandonedAndNotAnswered() throws IOException {
    try (SimulatedEndpoint slow =
        SimulatedEndpoint.start(options().delays(Delays.fixed(500)).build())) {
      String body = ChatClient.body("m", "Hello").toString();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), slow.port())) {
        String head =
            "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nX-Client-Request-Id: a\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        while (slow.stats().mostInFlight() == 0) {
          Thread.onSpinWait();
        }
      }
      while (slow.stats().abandoned() == 0) {
        Thread.onSpinWait();
      }
      ChatClient.of(slow).ask("m", "Hello", "a");

      assertThat(slow.stats().calls()).isEqualTo(2);
      assertThat(slow.stats().ok()).isEqualTo(1);
      assertThat(slow.stats().duplicates()).isZero();
    }
  }

  @Test
  void latenciesAreListedOnlyWhereTheyAreRecorded() throws IOException {
    try (SimulatedEndpoint recording =
        SimulatedEndpoint.start(options().delays(Delays.fixed(1)).recordLatencies(true).build())) {
      ChatClient caller = ChatClient.of(recording);
      caller.ask("m", "Hello", "a");
      caller.ask("m", "Hello", "b");

      assertThat(caller.get("/stats?latencies=true").body().path("latencies_ms").toString())
          .isEqualTo("[1,1]");
      assertThat(caller.get("/stats").body().has("latencies_ms")).isFalse();
    }
    assertThat(client.get("/stats?latencies=true").status()).isEqualTo(400);
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    assertThatThrownBy(() -> SimulatedEndpoint.start(options().port(endpoint.port()).build()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + endpoint.port());
  }
}
