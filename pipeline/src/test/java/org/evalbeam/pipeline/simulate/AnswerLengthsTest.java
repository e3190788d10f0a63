package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.IntStream;
import org.evalbeam.pipeline.simulate.ChatClient.Response;
import org.evalbeam.pipeline.simulate.draw.Draws;
import org.evalbeam.pipeline.simulate.protocol.Tokens;
import org.junit.jupiter.api.Test;

class AnswerLengthsTest {

  private static final int CALLS = 4_000;

  private static double[] logs(AnswerLengths lengths) {
    return IntStream.range(0, CALLS)
        .mapToObj(i -> lengths.fillUp("", Integer.MAX_VALUE, () -> Draws.of(1, "call " + i)))
        .mapToDouble(text -> Math.log(Tokens.of(text)))
        .toArray();
  }

  @Test
  void theNumberOfTokensIsLogNormalWithItsMedianAndSigma() {
    double[] logs = logs(new AnswerLengths(400, 0.8));
    double mean = IntStream.range(0, CALLS).mapToDouble(i -> logs[i]).average().orElseThrow();
    double variance =
        IntStream.range(0, CALLS)
            .mapToDouble(i -> (logs[i] - mean) * (logs[i] - mean))
            .average()
            .orElseThrow();

    assertThat(mean).isCloseTo(Math.log(400), within(3 * 0.8 / Math.sqrt(CALLS)));
    assertThat(Math.sqrt(variance)).isCloseTo(0.8, within(0.03));
  }

  @Test
  void answersAreFilledUpKeepTheirBeginningAndAreCutByMaxTokens() throws IOException {
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(
            SimulatedOptions.builder()
                .delays(Delays.none())
                .answerLengths(new AnswerLengths(300, 0))
                .build())) {
      ChatClient client = ChatClient.of(endpoint);
      ObjectNode body = ChatClient.body("gpt-4o", "Why do volcanoes erupt?");
      Response whole = client.complete(body, "a");
      Response cut = client.complete(body.deepCopy().put("max_tokens", 40), "a");

      assertThat(whole.content()).startsWith("This simulated model knows no answer to that");
      assertThat(whole.body().at("/usage/completion_tokens").asInt()).isEqualTo(300);
      assertThat(whole.body().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
      assertThat(cut.body().at("/usage/completion_tokens").asInt()).isEqualTo(40);
      assertThat(cut.body().at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }
  }

  @Test
  void verdictsAndLongerAnswersStayAsTheyAre() throws IOException {
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(
            SimulatedOptions.builder()
                .delays(Delays.none())
                .answerLengths(new AnswerLengths(5, 0))
                .build())) {
      ChatClient client = ChatClient.of(endpoint);
      String verdict =
          JudgePromptTest.delimited("output", "x") + "\nReply with {\"score\": <0 or 1>}";

      assertThat(client.ask("gpt-4o", "Why?", "a")).endsWith("no answer to that.");
      assertThat(client.ask("claude-3-opus-20240229", verdict, "a"))
          .matches("\\{\"score\":[01],.*}");
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new AnswerLengths(-1, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new AnswerLengths(1, Double.NaN)).hasMessageContaining("NaN");
  }
}
