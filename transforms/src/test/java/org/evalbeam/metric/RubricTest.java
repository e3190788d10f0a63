package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.evalbeam.metric.ScriptedJudge.metric;

import org.evalbeam.data.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        "{'criteria': [{'name': 'a', 'description': 'x'}, {'name': 'a', 'description': 'y'}]}",
      })
  void criteriaMustBeWhole(String params) {
    assertThat(
            catchThrowableOfType(InvalidParamsException.class, () -> metric("judge_rubric", params))
                .problems())
        .anySatisfy(wrong -> assertThat(wrong.param()).isEqualTo("criteria"));
  }
}
