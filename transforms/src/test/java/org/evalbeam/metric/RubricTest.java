package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.evalbeam.metric.ScriptedJudge.metric;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.evalbeam.data.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RubricTest {

  private static final Subject SUBJECT = Subjects.of("query", "Capital?", "output", "Paris");

  private static final String TWO =
      "{'criteria': [{'name': 'tone', 'description': 'is it kind', 'weight': 3},"
          + " {'name': 'form', 'description': 'is it short'}]}";

  private static String scores(String one, String other) {
    return "{\"scores\": [{\"score\": %s, \"reason\": \"r\"}, {\"score\": %s}]}"
        .formatted(one, other);
  }

  @Test
  void theScoreIsTheMeanByWeight() throws Exception {
    ScriptedJudge judge = new ScriptedJudge("Well.\n" + scores("5", "\"1\""));
    Score score = metric("judge_rubric", TWO).score(SUBJECT, judge);

    assertThat(score.value()).isEqualTo((3 * 5 + 1) / 4.0);
    assertThat(score.observation()).contains("\"reason\": \"r\"");
    assertThat(judge.prompts).hasSize(1);
    assertThat(judge.prompts.get(0)).contains("tone: is it kind").contains("2. <criterion-");
  }

  @Test
  void noRoundingLeadsOutOfTheRange() throws Exception {
    ScriptedJudge judge =
        new ScriptedJudge(
            "{'scores': [{'score': 5}, {'score': 5}, {'score': 5}]}".replace('\'', '"'));

    assertThat(metric("judge_rubric", weighing("0.1", "0.1", "0.7")).score(SUBJECT, judge).value())
        .isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"1e308, 1e308, 3", "1e-320, 1e-320, 3", "1e308, 1e-320, 5", "3e307, 1e307, 4"})
  void weightsCountAgainstEachOther(String one, String other, double mean) throws Exception {
    assertThat(
            metric("judge_rubric", weighing(one, other))
                .score(SUBJECT, new ScriptedJudge(scores("5", "1")))
                .value())
        .isEqualTo(mean);
  }

  private static String weighing(String... weights) {
    return IntStream.range(0, weights.length)
        .mapToObj(i -> "{'name': '%d', 'description': 'x', 'weight': %s}".formatted(i, weights[i]))
        .collect(Collectors.joining(", ", "{'criteria': [", "]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "{\"scores\": [{\"score\": 5}]}",
        "{\"scores\": [{\"score\": 5}, {\"score\": 6}]}",
        "{\"scores\": [5, 5]}",
        "{\"score\": 5}",
      })
  void aReplyThatDoesNotFitIsAskedForAgainOnce(String misfit) throws Exception {
    MetricInstance rubric = metric("judge_rubric", TWO);

    assertThat(rubric.score(SUBJECT, new ScriptedJudge(misfit, scores("2", "2"))).value())
        .isEqualTo(2);
    assertThat(rubric.score(SUBJECT, new ScriptedJudge(misfit, misfit)).status())
        .isEqualTo(Status.UNPARSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'criteria': []}",
        "{'criteria': 'tone'}",
        "{'criteria': [{'name': 'tone'}]}",
        "{'criteria': [{'description': 'x'}]}",
        "{'criteria': [{'name': 'a', 'description': 'x', 'weight': 0}]}",
        "{'criteria': [{'name': 'a', 'description': 'x', 'weight': 1e999}]}",
        "{'criteria': [{'name': 'a', 'description': 'x'}, {'name': 'a', 'description': 'y'}]}",
      })
  void criteriaMustBeWhole(String params) {
    assertThat(
            catchThrowableOfType(InvalidParamsException.class, () -> metric("judge_rubric", params))
                .problems())
        .anySatisfy(wrong -> assertThat(wrong.param()).isEqualTo("criteria"));
  }
}
