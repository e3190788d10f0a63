package org.evalbeam.endpoint;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.List;
import java.util.Objects;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.Failure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of replies, over real HTTP. */
class EndpointClientTest {

  private static final String PATH = "/v1/chat/completions";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final TestClient client = TestClient.to(SERVER.baseUrl() + "/v1");

  @AfterEach
  void stop() throws Exception {
    client.close();
  }

  @Test
  void asksWithTheKeyTheCallIdAndTheBody() throws Exception {
    reply(Chat.saying("x"));

    SERVER.verify(
        1,
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("Authorization", equalTo("Bearer " + TestClient.KEY))
            .withHeader("X-Client-Request-Id", equalTo(TestClient.CALL_ID))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("User-Agent", equalTo("evalbeam"))
            .withRequestBody(equalToJson("{\"model\": \"m\"}")));
  }

  @Test
  void aWholeReplyBecomesARecord() throws Exception {
    ChatReply reply =
        reply(
            Chat.json(
                """
                {'model': 'm-0613', 'usage': {'prompt_tokens': 12, 'completion_tokens': 34},
                 'search_results': [{'chunk': {'content': 'first'}}, {'chunk': {}},
                                    {'chunk': {'content': 'second'}}],
                 'choices': [{'finish_reason': 'stop', 'message': {'content': ' Paris é. ',
                   'reasoning_content': 'I know it.',
                   'tool_calls': [{'id': 1}, {'id': 2}]}}]}
                """));

    assertThat(reply)
        .isEqualTo(
            new ChatReply(
                "Paris é.",
                "I know it.",
                "stop",
                "m-0613",
                12L,
                34L,
                2,
                List.of("first", "second")));
  }

  @Test
  void whatAReplyDoesNotSayIsNull() throws Exception {
    assertThat(reply(Chat.saying("x")))
        .isEqualTo(new ChatReply("x", null, null, null, null, null, 0, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'text'                                                        | text",
        "[{'type': 'text', 'text': 'two '}, {'text': 'parts'}]         | two parts",
        "['plain ', {'type': 'image_url', 'image_url': {}}, 'texts']   | plain texts",
      })
  void contentIsATextOrAListOfParts(String content, String text) throws Exception {
    assertThat(reply(Chat.message("{'content': %s}".formatted(content))).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "' \\n'", "[]", "'<think>only</think>'"})
  void textMayBeBlank(String content) throws Exception {
    assertThat(reply(Chat.message("{'content': %s}".formatted(content))).text()).isEmpty();
  }

  @Test
  void aMessageOfToolCallsOnlyHasNoText() throws Exception {
    ChatReply reply = reply(Chat.message("{'content': null, 'tool_calls': [{}]}"));

    assertThat(reply.text()).isEmpty();
    assertThat(reply.toolCalls()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'content': null}",
        "{}",
        "{'content': null, 'reasoning': 'r'}",
        "{'content': 5}"
      })
  void aMessageWithoutContentIsAnEmptyAnswer(String message) throws Exception {
    assertThat(failure(Chat.message(message)).reason()).isEqualTo(FailureReason.EMPTY_ANSWER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'content': 'r</think>a'                                | r",
        "'content': 'r[/THINK]a'                                | r",
        "'content': 'a', 'reasoning_content': 'r'               | r",
        "'content': 'a', 'reasoning': 'r'                       | r",
        "'content': 'a', 'reasoning': {'text': 'r'}             |",
        "'content': 'a', 'reasoning_content': 'r', 'reasoning': 's' | r",
      })
  void reasoningIsToldApart(String message, @Nullable String think) throws Exception {
    ChatReply reply = reply(Chat.message("{" + message + "}"));

    assertThat(reply.text()).isEqualTo("a");
    assertThat(reply.think()).isEqualTo(think);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'prompt_tokens': 0, 'completion_tokens': 7} | 0 | 7",
        "{'prompt_tokens': '5'}                       |   |",
        "{'prompt_tokens': 5.5, 'completion_tokens': null} | |",
        "{'prompt_tokens': 99999999999999999999}      |   |",
        "{'prompt_tokens': -1, 'completion_tokens': -9223372036854775808} | |",
        "{'prompt_tokens': 100000000, 'completion_tokens': 100000001} | 100000000 |",
        "{'prompt_tokens': 1000000000000000, 'completion_tokens': 9223372036854775807} | |",
        "null                                         |   |",
        "[]                                           |   |",
      })
  void usageIsWholeNumbersOrNothing(String usage, @Nullable Long prompt, @Nullable Long completion)
      throws Exception {
    ChatReply reply =
        reply(
            Chat.json(
                "{'usage': %s, 'choices': [{'message': {'content': 'x'}}]}".formatted(usage)));

    assertThat(reply.tokensPrompt()).isEqualTo(prompt);
    assertThat(reply.tokensCompletion()).isEqualTo(completion);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Bad gateway</body></html>",
        "{'choices': [{'message': {'content': 'to",
        "",
        "null",
        "[]",
        "{}",
        "{'choices': []}",
        "{'choices': {}}",
        "{'choices': [{}]}",
        "{'choices': [{'message': 'x'}]}",
        "{'error': {'message': 'overloaded'}}",
        "{'error': 'overloaded', 'choices': [{'message': {'content': 'x'}}]}",
        "data: {'choices': []}",
      })
  void whatIsNoChatCompletionIsMalformed(String body) throws Exception {
    Failure failure = failure(Chat.json(body));

    assertThat(failure.reason()).isEqualTo(FailureReason.MALFORMED_REPLY);
    assertThat(failure.message()).isNotBlank().hasSizeLessThan(400);
  }

  @Test
  void repliesMayBeCompressed() throws Exception {
    SERVER.stubFor(post(PATH).willReturn(okJson(Chat.saying("x".repeat(5000)))));

    assertThat(Objects.requireNonNull(client.call().reply()).text()).hasSize(5000);
    SERVER.verify(
        postRequestedFor(urlEqualTo(PATH)).withHeader("Accept-Encoding", equalTo("gzip")));
  }

  private ChatReply reply(String body) throws InterruptedException {
    CallResult<ChatReply> result = call(body);
    assertThat(result.failure()).isNull();
    assertThat(result.attempts()).isEqualTo(1);
    assertThat(client.meter().answered()).isEqualTo(1);
    return Objects.requireNonNull(result.reply());
  }

  /** A failure of status 200, which is never tried again. */
  private Failure failure(String body) throws InterruptedException {
    CallResult<ChatReply> result = call(body);
    assertThat(result.reply()).isNull();
    assertThat(result.requestSeconds()).isNull();
    assertThat(result.attempts()).isEqualTo(1);
    assertThat(client.meter().failed()).isEqualTo(1);
    return Objects.requireNonNull(result.failure());
  }

  private CallResult<ChatReply> call(String body) throws InterruptedException {
    SERVER.stubFor(post(PATH).willReturn(aResponse().withBody(body)));
    return client.call();
  }
}
