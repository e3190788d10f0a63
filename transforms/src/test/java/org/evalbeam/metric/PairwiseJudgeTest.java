package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.evalbeam.metric.ScriptedJudge.metric;

import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseJudgeTest {

  private static final Subject SUBJECT =
      Subjects.against(
          Subjects.of("query", "Capital?", "output", "Paris", "output_true", "It is Paris"),
          "Lyon");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "{\"verdict\": \"first\"}, 1",
        "{\"verdict\": \"second\"}, 0",
        "{\"verdict\": \"tie\"}, 0.5",
        "'Let me see.\n```json\n{\"verdict\": \" Second \", \"reason\": \"r\"}\n```', 0",
        "'It says {\"verdict\": \"first\"}. {\"verdict\": \"second\"}', 0",
        "'{\"verdict\": \"tie\", \"reason\": \"says {\\\"verdict\\\": \\\"first\\\"}\"}', 0.5",
      })
  void aVerdictIsThePointsOfTheFirst(String reply, double points) throws Exception {
    Score score = metric("judge_pairwise", "{}").score(SUBJECT, new ScriptedJudge(reply));

    assertThat(score.value()).isEqualTo(points);
    assertThat(score.observation()).isEqualTo(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first",
        "{\"verdict\": 1}",
        "{\"verdict\": \"the first\"}",
        "{\"verdict\": null}",
        "{\"score\": 1}",
        "{\"verdict\": \"first\", \"reason\": \"it says \", \"verdict\": \"second\"}",
        "{\"verdict\": \"first\"} {\"verdict\": \"sec",
        "",
      })
  void whateverIsNoVerdictIsUnparsed(String reply) throws Exception {
    Score score = metric("judge_pairwise", "{}").score(SUBJECT, new ScriptedJudge(reply));

    assertThat(score.status()).isEqualTo(Status.UNPARSED);
    assertThat(score.reason()).isEqualTo(FailureReason.UNREADABLE_SCORE);
    assertThat(score.observation()).isEqualTo(reply);
  }

  @Test
  void thePromptHoldsBothAnswersAndTheExpectedOneWhereThereIsOne() throws Exception {
    ScriptedJudge judge = new ScriptedJudge("{}", "{}");
    MetricInstance metric = metric("judge_pairwise", "{'criteria': 'Which one rhymes?'}");
    var with = metric.score(SUBJECT, judge);
    var without =
        metric.score(
            Subjects.against(Subjects.of("query", "Capital?", "output", "Paris"), "Lyon"), judge);

    assertThat(with.status()).isEqualTo(without.status());
    assertThat(judge.prompts.get(0))
        .containsPattern("<first_output-[0-9a-f]{12}>\nParis\n</first_output-")
        .containsPattern("<second_output-[0-9a-f]{12}>\nLyon\n</second_output-")
        .containsPattern("<output_true-[0-9a-f]{12}>\nIt is Paris\n</output_true-")
        .contains("Which one rhymes?");
    assertThat(judge.prompts.get(1)).doesNotContain("output_true", "The expected answer");
  }

  @ParameterizedTest
  @CsvSource({"query, ' '", "output, ' '", "other_output, ' '"})
  void withoutWhatItComparesThereIsNoVerdict(String field, String blank) throws Exception {
    Subject subject =
        Subjects.against(
            Subjects.of(
                "query", field.equals("query") ? blank : "q",
                "output", field.equals("output") ? blank : "o"),
            field.equals("other_output") ? blank : "p");
    Score score = metric("judge_pairwise", "{}").score(subject, new ScriptedJudge());

    assertThat(score.reason()).isEqualTo(FailureReason.MISSING_FIELD);
    assertThat(score.message()).isEqualTo("field '" + field + "' is blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'criteria': ' '}", "{'baseline': 1}", "{'weight': 2}"})
  void itsParametersAreChecked(String params) {
    assertThat(
            catchThrowableOfType(
                    InvalidParamsException.class, () -> metric("judge_pairwise", params))
                .problems())
        .hasSize(1);
  }
}
