package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.evalbeam.metric.prompt.DelimitedText;
import org.evalbeam.spec.MetricCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PromptsTest {

  private static final MetricRegistry METRICS = MetricRegistry.load();

  static Stream<Arguments> prompts() {
    return METRICS.names().stream()
        .flatMap(
            metric ->
                METRICS.find(metric).orElseThrow().prompts().entrySet().stream()
                    .map(prompt -> arguments(prompt.getKey(), prompt.getValue())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("prompts")
  void aShippedPromptIsPlainAsciiWithTheNoticeAndEndsWithTheFormOfTheReply(
      String name, String text) {
    assertThat(text)
        .matches("(?s)\\p{ASCII}+")
        .containsOnlyOnce(DelimitedText.NOTICE)
        .doesNotContain(" \n");
    assertThat(text.lines().reduce((a, b) -> b).orElse(""))
        .startsWith("Reply with one JSON object: {\"")
        .endsWith("}");
  }

  @Test
  void anotherTextTakesAPromptsPlaceAndWhatItReadsIsNeeded() throws Exception {
    MetricRegistry own =
        MetricRegistry.load(
            Prompts.replacing(Map.of("judge_precision", "Dry? {{ output }} {{ tone }}\n")));
    MetricInstance metric =
        MetricInstance.of(own, new MetricCall("judge_precision", Map.of(), "judge_precision"));
    ScriptedJudge judge = new ScriptedJudge("1");

    assertThat(metric.score(Subjects.of("output", "Hi", "tone", "dry"), judge).value())
        .isEqualTo(1);
    assertThat(judge.prompts.get(0)).startsWith("Dry? <output-").doesNotContain("question");
    assertThat(metric.info().needs()).containsExactlyInAnyOrder("output", "tone");
    assertThat(own.find("judge_precision").orElseThrow().prompts())
        .containsEntry("judge_precision", "Dry? {{ output }} {{ tone }}");
  }

  @Test
  void aStepsPromptReadsWhatItIsGivenAndNothingElse() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                MetricRegistry.load(
                    Prompts.replacing(Map.of("bias_verdicts", "{{ opinions }} {{ tone }}"))))
        .withMessage("prompt bias_verdicts: reads 'tone', but is given [opinions, query]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> MetricRegistry.load(Prompts.replacing(Map.of("judge_notator", "{{ x | no }}"))))
        .withMessageStartingWith("prompt judge_notator: line 1: ");
  }
}
