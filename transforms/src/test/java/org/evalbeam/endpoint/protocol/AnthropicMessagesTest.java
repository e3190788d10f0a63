package org.evalbeam.endpoint.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Anthropic's API has of its own. */
class AnthropicMessagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChatProtocol PROTOCOL = Dialect.ANTHROPIC.chat();

  @Test
  void theSystemPromptStandsApartAndTheAnswerHasALimit() throws Exception {
    Request request =
        PROTOCOL.ask(new ChatRequest("m", "Be short.", "Why?", Map.of(), Map.of(), Map.of()));

    assertThat(JSON.readTree(request.body()))
        .isEqualTo(
            tree(
                "{'model': 'm', 'max_tokens': 4096, 'system': 'Be short.',"
                    + " 'messages': [{'role': 'user', 'content': 'Why?'}]}"));
    assertThat(request.mostOutputTokens()).isEqualTo(4096);
  }

  @Test
  void theParametersOfTheSpecWin() throws Exception {
    Map<String, JsonNode> sampling =
        Map.of("max_tokens", IntNode.valueOf(50), "temperature", DoubleNode.valueOf(0.5));

    Request request =
        PROTOCOL.ask(
            new ChatRequest(
                "m",
                null,
                "Why?",
                Map.of("temperature", DoubleNode.valueOf(0.2)),
                sampling,
                Map.of("temperature", DoubleNode.valueOf(1))));

    assertThat(JSON.readTree(request.body()))
        .isEqualTo(
            tree(
                "{'model': 'm', 'max_tokens': 50, 'temperature': 1.0,"
                    + " 'messages': [{'role': 'user', 'content': 'Why?'}]}"));
    assertThat(request.mostOutputTokens()).isEqualTo(50);
  }

  @Test
  void everyRequestNamesTheVersion() {
    assertThat(PROTOCOL.headers()).containsEntry("anthropic-version", "2023-06-01");
  }

  @Test
  void blocksBecomeTextThinkingAndToolCalls() throws Exception {
    ChatReply reply =
        PROTOCOL.read(
            json(
                """
                {'model': 'claude-x', 'stop_reason': 'end_turn', 'content': [
                  {'type': 'thinking', 'thinking': 'I know it.', 'signature': 's'},
                  {'type': 'redacted_thinking', 'data': 'x'},
                  {'type': 'text', 'text': 'It is '}, {'type': 'tool_use', 'name': 't'},
                  {'type': 'text', 'text': 'Paris.'}, {'type': 'kind_of_tomorrow'}],
                 'usage': {'input_tokens': 10, 'cache_creation_input_tokens': 5,
                   'cache_read_input_tokens': 7, 'output_tokens': 9}}
                """));

    assertThat(reply)
        .isEqualTo(
            new ChatReply("It is Paris.", "I know it.", "end_turn", "claude-x", 22L, 9L, 1, null));
  }

  @ParameterizedTest
  @CsvSource({"max_tokens", "refusal", "stop_sequence"})
  void whyItStoppedIsTold(String reason) throws Exception {
    ChatReply reply =
        PROTOCOL.read(
            json(
                "{'stop_reason': '%s', 'content': [{'type': 'text', 'text': 'x'}]}"
                    .formatted(reason)));

    assertThat(reply.finishReason()).isEqualTo(reason);
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  private static JsonNode tree(String quoted) throws JsonProcessingException {
    return JSON.readTree(json(quoted));
  }
}
