package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.evalbeam.data.FailureReason;
import org.evalbeam.spec.MetricCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics that read the answer's figures. */
class OpsMetricsTest {

  private static Score score(String name, Subject subject) throws Exception {
    return MetricInstance.of(MetricRegistry.load(), new MetricCall(name, Map.of(), name))
        .score(
            subject,
            prompt -> {
              throw new AssertionError("an ops metric asked a judge");
            });
  }

  static Stream<Arguments> lengths() {
    return Stream.of(
        Arguments.of("", 0),
        Arguments.of(" \n\t", 0),
        Arguments.of("one", 1),
        Arguments.of(" one  two\nthree\t", 3),
        Arguments.of("a\u00a0b\u2003c\u3000d\u2028e\u202ff\u0085", 6),
        Arguments.of("\u0085", 0),
        Arguments.of("a\u0085b \u0085", 2),
        Arguments.of("l'été, don't - ok", 4),
        Arguments.of("zero\u200bwidth", 1),
        Arguments.of("😀 😀😀", 2));
  }

  @ParameterizedTest
  @MethodSource
  void lengths(String output, double words) throws Exception {
    assertThat(score("output_length", Subjects.of("output", output))).isEqualTo(Score.of(words));
  }

  @Test
  void figuresComeFromTheAnswer() throws Exception {
    Subject subject = Subjects.withFigures(12L, 0L, 0.25);
    assertThat(score("nb_tokens_prompt", subject)).isEqualTo(Score.of(12));
    assertThat(score("nb_tokens_completion", subject)).isEqualTo(Score.of(0));
    assertThat(score("generation_time", subject)).isEqualTo(Score.of(0.25));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nb_tokens_prompt", "nb_tokens_completion", "generation_time"})
  void aFigureThatWasNotReportedIsNotApplicable(String name) throws Exception {
    assertThat(score(name, Subjects.withFigures(null, null, null)))
        .isEqualTo(Score.notApplicable(FailureReason.NOT_REPORTED, name + " was not reported"));
  }
}
