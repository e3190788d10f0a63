package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.evalbeam.metric.ScriptedJudge.metric;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of the output's text. */
class TextMetricsTest {

  private static Score score(String name, String params, String output, String expected)
      throws Exception {
    return metric(name, params)
        .score(Subjects.of("output_true", expected, "output", output), new ScriptedJudge());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exact_match | {} | Paris | Paris | 1",
        "exact_match | {} | ' Paris\n' | Paris | 1",
        "exact_match | {} | paris | Paris | 0",
        "exact_match | {} | Paris. | Paris | 0",
        "exact_match | {} | '' | '' | 1",
        "exact_match | {'ignore_case': true} | STRASSE | straße | 1",
        "exact_match | {'strip': false} | ' Paris' | Paris | 0",
        "exact_match | {} | '\u00a0 Paris\u0085' | Paris | 1",
        "contains | {} | It is Paris. | Paris | 1",
        "contains | {} | It is paris. | Paris | 0",
        "contains | {'ignore_case': true} | It is PARIS. | Paris | 1",
        "contains | {} | '' | Paris | 0",
        "contains | {} | It is Paris. | '\u00a0Paris\u0085' | 1",
        "contains | {} | a.b | a*b | 0",
        "regex_match | {'pattern': '^[A-D]$'} | B | x | 1",
        "regex_match | {'pattern': '^[A-D]$'} | E | x | 0",
        "regex_match | {'pattern': 'b+'} | abc | x | 1",
        "regex_match | {'pattern': 'b+', 'full': true} | abc | x | 0",
        "regex_match | {'pattern': 'B', 'ignore_case': true} | abc | x | 1",
        "numeric_match | {} | It is 42. | 42 | 1",
        "numeric_match | {} | 40 + 2 = 42 | 42.0 | 1",
        "numeric_match | {} | 41 | 42 | 0",
        "numeric_match | {} | none | 42 | 0",
        "numeric_match | {'tolerance': 1} | 41 | 42 | 1",
        "numeric_match | {'relative_tolerance': 0.01} | 101 | 100 | 1",
        "numeric_match | {'relative_tolerance': 0.01} | 101.5 | 100 | 0",
        "numeric_match | {} | 0.1 | .10 | 1",
        "numeric_match | {} | It takes 42s. | 42 | 1",
        "numeric_match | {} | 10 | 10kg | 1",
        "json_valid | {} | {\"a\": [1, null]} | x | 1",
        "json_valid | {} | 3 | x | 1",
        "json_valid | {} | '```json\n{}\n```' | x | 1",
        "json_valid | {'fence': false} | '```json\n{}\n```' | x | 0",
        "json_valid | {} | Sure: {} | x | 0",
        "json_valid | {} | {} {} | x | 0",
        "json_valid | {} | {\"a\": 1, \"a\": 2} | x | 0",
        "json_valid | {} | {\"a\": NaN} | x | 0",
        "json_valid | {} | '' | x | 0",
        "ocr_v1 | {} | kitten | kitten | 100",
        "ocr_v1 | {} | '```\nkitten\n```' | kitten | 100",
        "ocr_v1 | {} | '' | kitten | 0",
        "rouge_l | {} | the cat | the cat | 1",
        "bleu | {} | the cat sat on | the cat sat on | 100",
        "chrf | {} | the cat | the cat | 100",
      })
  void scores(String name, String params, String output, String expected, double score)
      throws Exception {
    assertThat(score(name, params, output, expected).value()).isEqualTo(score);
  }

  @Test
  void nestedJsonDoesNotEndTheRun() throws Exception {
    assertThat(score("json_valid", "{}", "[".repeat(100_000), "x").value()).isEqualTo(0);
  }

  @Test
  void anExpectedAnswerWithoutANumberIsTheDatasetsFailure() throws Exception {
    Score score = score("numeric_match", "{}", "42", "many");

    assertThat(score.status()).isEqualTo(Status.FAILED);
    assertThat(score.reason()).isEqualTo(FailureReason.MISSING_FIELD);
    assertThat(score("numeric_match", "{}", "a lot", "42").observation())
        .isEqualTo("no number found");
  }

  private static final String SCHEMA =
      "{'schema': {'type': 'object', 'required': ['name'], 'additionalProperties': false,"
          + " 'properties': {'name': {'type': 'string', 'pattern': '^[A-Z]'},"
          + " 'ages': {'type': 'array', 'items': {'$ref': '#/$defs/age'}}},"
          + " '$defs': {'age': {'type': 'integer', 'minimum': 0}}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"Ada\", \"ages\": [1, 2]} | 1 |",
        "{\"name\": \"ada\"} | 0 | name",
        "{\"ages\": [1]} | 0 | name",
        "{\"name\": \"Ada\", \"ages\": [-1]} | 0 | ages",
        "{\"name\": \"Ada\", \"x\": 1} | 0 | x",
        "[] | 0 | object",
        "no JSON | 0 | token",
      })
  void aSchemaAllowsOrSaysWhatIsWrong(String output, double expected, String told)
      throws Exception {
    Score score = score("json_schema", SCHEMA, output, "x");

    assertThat(score.value()).isEqualTo(expected);
    assertThat(String.valueOf(score.observation())).contains(told == null ? "null" : told);
  }

  @Test
  void whatASchemaTellsIsBounded() throws Exception {
    String output = "{\"name\": \"Ada\", \"ages\": [" + "-1,".repeat(10_000) + "-1]}";

    assertThat(String.valueOf(score("json_schema", SCHEMA, output, "x").observation()))
        .hasSizeLessThan(5_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'schema': 'string'}",
        "{'schema': {'type': 'strin'}}",
        "{'schema': {'$ref': 'http://127.0.0.1:1/none'}}",
        "{'schema': {'$ref': '#/$defs/none'}}",
        "{'schema': {'$schema': 'http://127.0.0.1:1/none'}}",
        "{'schema': {'pattern': '(?=a)b'}}",
      })
  void aSchemaThatIsNoneIsAnErrorOfTheSpec(String params) {
    assertThat(
            catchThrowableOfType(InvalidParamsException.class, () -> metric("json_schema", params))
                .problems())
        .anySatisfy(wrong -> assertThat(wrong.param()).isEqualTo("schema"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'pattern': '('}", "{'pattern': '(?=a)b'}", "{'pattern': 3}"})
  void aPatternThatIsNoneIsAnErrorOfTheSpec(String params) {
    assertThat(
            catchThrowableOfType(InvalidParamsException.class, () -> metric("regex_match", params))
                .problems())
        .anySatisfy(wrong -> assertThat(wrong.param()).isEqualTo("pattern"));
  }

  @Test
  void noPatternRunsAwayOnAHostileOutput() throws Exception {
    String output = "a".repeat(200_000) + "!";
    for (String params : List.of("{'pattern': '^(a+)+$'}", "{'pattern': '(a|aa)*b'}")) {
      MetricInstance metric = metric("regex_match", params);
      Score score =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () -> metric.score(Subjects.of("output", output), new ScriptedJudge()));
      assertThat(score.value()).isEqualTo(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\u00a0\u0085"})
  void aBlankTextStandsInEveryOutputAndTellsNothing(String expected) throws Exception {
    for (String params : List.of("{}", "{'strip': false}")) {
      Score score = score("contains", params, "It is  \n Paris.", expected);

      assertThat(score.status()).isEqualTo(Status.FAILED);
      assertThat(score.reason()).isEqualTo(FailureReason.MISSING_FIELD);
      assertThat(score.message()).isEqualTo("field 'output_true' is blank");
    }
  }

  @Test
  void anEmptyOutputIsAValueAndAMissingOneIsNot() throws Exception {
    for (String name : List.of("exact_match", "contains", "ocr_v1", "rouge_l", "bleu", "chrf")) {
      assertThat(score(name, "{}", "", "x").value()).as(name).isEqualTo(0);
      Score missing = metric(name, "{}").score(Subjects.of("output", "x"), new ScriptedJudge());
      assertThat(missing.reason()).as(name).isEqualTo(FailureReason.MISSING_FIELD);
    }
  }
}
