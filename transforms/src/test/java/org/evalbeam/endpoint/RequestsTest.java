package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.evalbeam.endpoint.protocol.ChatProtocol;
import org.evalbeam.endpoint.protocol.Dialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChatProtocol CHAT = Dialect.OPENAI.chat();

  @Test
  void aBareModelIsAskedTheQueryAndNothingElse() {
    assertThat(Requests.answer(CHAT, Models.asking(null, null, Map.of(), Map.of()), "Why?").body())
        .isEqualTo(Chat.json("{'model':'m','messages':[{'role':'user','content':'Why?'}]}"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"Be short., 'Be short.\n\nWhy?'", "-, Why?", "'', Why?", "' ', ' \n\nWhy?'"})
  void thePreludeStandsBeforeTheQueryAndABlankLine(@Nullable String prelude, String user)
      throws Exception {
    assertThat(
            messages(
                Requests.answer(CHAT, Models.asking(null, prelude, Map.of(), Map.of()), "Why?")
                    .body()))
        .isEqualTo(messages(user));
  }

  @Test
  void theSystemPromptIsAMessageOfItsOwn() throws Exception {
    String body =
        Requests.answer(CHAT, Models.asking("You know.", null, Map.of(), Map.of()), "Why?").body();

    assertThat(JSON.readTree(body).path("messages"))
        .isEqualTo(
            JSON.readTree(
                Chat.json(
                    "[{'role': 'system', 'content': 'You know.'},"
                        + " {'role': 'user', 'content': 'Why?'}]")));
  }

  @Test
  void textsAreEscapedAndNeverTemplates() throws Exception {
    String hostile = "\"}]} {{x}} ${KEY} %s \\ \u0000 \uD83D\uDE00";

    String body =
        Requests.answer(CHAT, Models.asking(null, null, Map.of(), Map.of()), hostile).body();

    assertThat(JSON.readTree(body).at("/messages/0/content").textValue()).isEqualTo(hostile);
  }

  @Test
  void extraParametersWinOverSamplingParameters() throws Exception {
    String body =
        answer("{'temperature': 0.5, 'top_p': 1, 'user': 'a'}", "{'top_p': 0.9, 'model': 'other'}");

    assertThat(JSON.readTree(body))
        .isEqualTo(
            JSON.readTree(
                Chat.json(
                    "{'model': 'other', 'messages': [{'role': 'user', 'content': 'Why?'}],"
                        + " 'temperature': 0.5, 'top_p': 0.9, 'user': 'a'}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      value = {
        "{}                    | {}                    | 0.2",
        "{'temperature': 0}    | {}                    | 0",
        "{}                    | {'temperature': 1}    | 1",
        "{'temperature': null} | {}                    | -",
        "{}                    | {'temperature': null} | -",
        "{'temperature': null} | {'temperature': 1}    | 1",
      })
  void aJudgeIsSteadyUnlessItsParametersSayOtherwise(
      String sampling, String extra, @Nullable String temperature) throws Exception {
    String body =
        Requests.judgement(
                CHAT, Models.asking(null, null, params(sampling), params(extra)), "Score.")
            .body();

    JsonNode found = JSON.readTree(body).path("temperature");
    assertThat(found.isMissingNode() ? null : found.asText()).isEqualTo(temperature);
  }

  @Test
  void aModelThatAnswersHasNoTemperatureOfOurs() throws Exception {
    assertThat(JSON.readTree(answer("{}", "{}")).has("temperature")).isFalse();
  }

  @Test
  void equalRequestsAreEqualBytes() throws Exception {
    String there = answer("{'a': 1, 'b': {'x': [1]}, 'c': null}", "{'e': 'é', 'd': 0.5}");
    String back = answer("{'c': null, 'b': {'x': [1]}, 'a': 1}", "{'d': 0.5, 'e': 'é'}");

    assertThat(back).isEqualTo(there);
  }

  @Test
  void theOrderWithinAParameterIsKeptForItMayMatter() throws Exception {
    assertThat(answer("{'response_format': {'z': 1, 'a': 2}}", "{}"))
        .contains(Chat.json("{'z':1,'a':2}"));
  }

  private static String answer(String sampling, String extra) throws JsonProcessingException {
    return Requests.answer(CHAT, Models.asking(null, null, params(sampling), params(extra)), "Why?")
        .body();
  }

  private static JsonNode messages(String text) throws JsonProcessingException {
    return text.startsWith("{")
        ? JSON.readTree(text).path("messages")
        : JSON.createArrayNode()
            .add(JSON.createObjectNode().put("role", "user").put("content", text));
  }

  private static Map<String, JsonNode> params(String json) throws JsonProcessingException {
    return JSON.readValue(Chat.json(json), new TypeReference<LinkedHashMap<String, JsonNode>>() {});
  }
}
