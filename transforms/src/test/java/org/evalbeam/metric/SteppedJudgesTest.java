package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.evalbeam.metric.ScriptedJudge.list;
import static org.evalbeam.metric.ScriptedJudge.metric;
import static org.evalbeam.metric.ScriptedJudge.verdicts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Status;
import org.evalbeam.metric.prompt.DelimitedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics that ask their judge step by step. */
class SteppedJudgesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Subject SUBJECT =
      Subjects.withContexts(
          Subjects.of(
              "query",
              "Capital?",
              "output_true",
              "It is Paris. It lies on the Seine.",
              "context",
              "[\"first\", \"second\", \"third\"]",
              "output",
              "Paris, I think."),
          List.of("one", "two", "three"));

  private static Score score(String name, String params, ScriptedJudge judge) throws Exception {
    Score score = metric(name, params).score(SUBJECT, judge);
    assertThat(judge.isDone()).as("every reply was asked for").isTrue();
    return score;
  }

  private static double value(String name, String params, String... replies) throws Exception {
    Score score = score(name, params, new ScriptedJudge(replies));
    assertThat(score.status()).as(String.valueOf(score)).isEqualTo(Status.OK);
    return score.value() == null ? Double.NaN : score.value();
  }

  private static JsonNode observation(Score score) {
    try {
      return JSON.readTree(String.valueOf(score.observation()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "answer_relevancy, statements, 'yes,no,idk,YES', 0.75",
    "answer_relevancy, statements, 'no', 0",
    "bias, opinions, 'yes,no,no,No', 0.25",
    "toxicity, opinions, 'yes,no', 0.5",
    "pii_leakage, pieces, 'yes,no,no', 0.6666666666666666",
  })
  void aShareOfTheVerdictsOnWhatTheOutputSays(
      String name, String items, String words, double expected) throws Exception {
    String[] verdicts = words.split(",");
    ScriptedJudge judge =
        new ScriptedJudge(list(items, verdicts), "So:\n```json\n" + verdicts(verdicts) + "\n```");
    Score score = score(name, "{}", judge);

    assertThat(score.value()).isEqualTo(expected);
    assertThat(observation(score).path(items)).hasSize(verdicts.length);
    assertThat(observation(score).at("/verdicts/0/verdict").asText())
        .isEqualTo(verdicts[0].toLowerCase(java.util.Locale.ROOT));
    assertThat(observation(score).at("/verdicts/0/statement").asText()).isEqualTo(verdicts[0]);
    assertThat(observation(score).at("/verdicts/0/reason").asText()).isEqualTo("because");
    assertThat(judge.prompts).allSatisfy(p -> assertThat(p).contains(DelimitedText.NOTICE));
    assertThat(judge.prompts.get(0)).contains("Paris, I think.").doesNotContain("Capital?");
    assertThat(judge.prompts.get(1)).contains("Capital?").contains("1. <");
  }

  @ParameterizedTest
  @CsvSource({
    "answer_relevancy, statements, 1",
    "bias, opinions, 0",
    "toxicity, opinions, 0",
    "pii_leakage, pieces, 1",
  })
  void nothingListedIsPerfectAndAsksNoFurther(String name, String items, double expected)
      throws Exception {
    assertThat(value(name, "{}", list(items))).isEqualTo(expected);
    assertThat(value(name, "{}", list(items, " ", ""))).as("blank items").isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "bias, opinions, 'yes,no', 1",
    "bias, opinions, 'no,no', 0",
    "answer_relevancy, statements, 'yes,no', 0",
    "answer_relevancy, statements, 'yes,idk', 1",
  })
  void strictModeLeavesThePerfectScoreAndTheWorst(
      String name, String items, String words, double expected) throws Exception {
    String[] verdicts = words.split(",");
    assertThat(value(name, "{'strict_mode': true}", list(items, verdicts), verdicts(verdicts)))
        .isEqualTo(expected);
  }

  @Test
  void successFollowsTheDirection() throws Exception {
    String[] half = {"yes", "no"};
    Score up =
        score(
            "answer_relevancy",
            "{'threshold': 0.6}",
            new ScriptedJudge(list("statements", half), verdicts(half)));
    Score down =
        score(
            "bias",
            "{'threshold': 0.6, 'include_reason': false}",
            new ScriptedJudge(list("opinions", half), verdicts(half)));

    assertThat(observation(up).path("success").asBoolean()).isFalse();
    assertThat(observation(down).path("success").asBoolean()).isTrue();
    assertThat(down.observation()).doesNotContain("because");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no idea",
        "{\"statements\": \"a\"}",
        "{\"statements\": [1]}",
        "{\"claims\": [\"a\"]}",
        "{\"statements\": [\"a\"",
      })
  void aListThatDoesNotFitIsAskedForAgainOnce(String misfit) throws Exception {
    assertThat(value("answer_relevancy", "{}", misfit, list("statements"))).isEqualTo(1);

    Score score = score("answer_relevancy", "{}", new ScriptedJudge(misfit, misfit));
    assertThat(score.status()).isEqualTo(Status.UNPARSED);
    assertThat(score.reason()).isEqualTo(FailureReason.UNREADABLE_SCORE);
    assertThat(score.observation()).isEqualTo(misfit);
  }

  @Test
  void thereMustBeAsManyVerdictsAsItems() throws Exception {
    String two = list("statements", "a", "b");
    assertThat(value("answer_relevancy", "{}", two, verdicts("yes"), verdicts("yes", "no")))
        .isEqualTo(0.5);

    for (String wrong : List.of(verdicts("yes"), verdicts("yes", "no", "no"), verdicts())) {
      Score score = score("answer_relevancy", "{}", new ScriptedJudge(two, wrong, wrong));
      assertThat(score.status()).as(wrong).isEqualTo(Status.UNPARSED);
    }
  }

  @Test
  void wordsThatWereNotAskedForAreNoVerdicts() throws Exception {
    String one = list("opinions", "a");
    assertThat(
            score("bias", "{}", new ScriptedJudge(one, verdicts("idk"), verdicts("idk"))).status())
        .isEqualTo(Status.UNPARSED);
  }

  @ParameterizedTest
  @CsvSource({"'yes,no,idk', false, 0.6666666666666666", "'yes,no,idk', true, 0.3333333333333333"})
  void faithfulnessIsTheShareOfClaimsNotContradicted(
      String words, boolean penalized, double expected) throws Exception {
    String[] verdicts = words.split(",");
    ScriptedJudge judge =
        new ScriptedJudge(
            list("truths", "t1", "t2"), list("claims", "a", "b", "c"), verdicts(verdicts));
    Score score = score("faithfulness", "{'penalize_ambiguous_claims': " + penalized + "}", judge);

    assertThat(score.value()).isEqualTo(expected);
    assertThat(judge.prompts.get(0)).contains("one").contains("three");
    assertThat(judge.prompts.get(2)).contains("t2").contains("3. <claim-");
    assertThat(observation(score).path("truths")).hasSize(2);
  }

  @Test
  void whoClaimsNothingIsFaithful() throws Exception {
    assertThat(value("faithfulness", "{}", list("truths", "t"), list("claims"))).isEqualTo(1);
    assertThat(value("faithfulness", "{}", list("truths"), list("claims", "c"), verdicts("no")))
        .isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({"'yes,no,no', 0.6666666666666666", "'yes,yes,yes', 0", "'no,no,no', 1"})
  void hallucinationIsTheShareOfContextsContradicted(String words, double expected)
      throws Exception {
    assertThat(value("hallucination", "{}", verdicts(words.split(",")))).isEqualTo(expected);
  }

  /** Of ranks 1 to 3: the mean, over the useful ones, of the precision down to each. */
  @ParameterizedTest
  @CsvSource({
    "'yes,yes,yes', 1",
    "'yes,no,yes', 0.8333333333333333",
    "'no,yes,no', 0.5",
    "'no,no,yes', 0.3333333333333333",
    "'no,no,no', 0",
  })
  void contextualPrecisionIsTheAveragePrecision(String words, double expected) throws Exception {
    assertThat(value("contextual_precision", "{}", verdicts(words.split(","))))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void contextualRecallIsTheShareOfSentencesFound() throws Exception {
    ScriptedJudge judge = new ScriptedJudge(verdicts("yes", "no"));
    Score score = score("contextual_recall", "{}", judge);

    assertThat(score.value()).isEqualTo(0.5);
    assertThat(judge.prompts.get(0)).contains("It is Paris.").contains("2. <sentence-");
  }

  @Test
  void promptAlignmentIsTheShareOfInstructionsNotBroken() throws Exception {
    assertThat(
            value(
                "prompt_alignment",
                "{'prompt_instructions': ['be short', 'be kind', 'be exact', 'rhyme']}",
                verdicts("yes", "no", "idk", "yes")))
        .isEqualTo(0.75);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'prompt_instructions': 'short'}",
        "{'prompt_instructions': []}",
        "{'prompt_instructions': [1]}",
        "{'prompt_instructions': [' ']}",
      })
  void promptAlignmentNeedsInstructions(String params) {
    assertThat(
            catchThrowableOfType(
                    InvalidParamsException.class, () -> metric("prompt_alignment", params))
                .problems())
        .anySatisfy(
            wrong -> {
              assertThat(wrong.param()).isEqualTo("prompt_instructions");
              assertThat(wrong.message()).contains("a list of texts");
            });
  }

  @Test
  void summarizationIsTheSmallerOfAlignmentAndCoverage() throws Exception {
    String claims = list("claims", "a", "b");
    String questions = list("questions", "p?", "q?", "r?");
    Score score =
        score(
            "summarization",
            "{}",
            new ScriptedJudge(
                claims,
                verdicts("yes", "yes"),
                questions,
                verdicts("yes", "yes", "no"),
                verdicts("yes", "no")));
    assertThat(score.value()).isEqualTo(0.5);
    assertThat(observation(score).path("alignment_score").asDouble()).isEqualTo(1);
    assertThat(observation(score).path("coverage_score").asDouble()).isEqualTo(0.5);

    assertThat(
            value(
                "summarization",
                "{'assessment_questions': ['p?']}",
                claims,
                verdicts("yes", "idk"),
                verdicts("yes"),
                verdicts("yes")))
        .as("a claim that the text says nothing of counts against the summary")
        .isEqualTo(0.5);
  }

  @Test
  void partsOfASummaryWithoutAnythingAreZero() throws Exception {
    assertThat(
            value(
                "summarization",
                "{'assessment_questions': ['p?']}",
                list("claims"),
                verdicts("yes"),
                verdicts("yes")))
        .as("no claims")
        .isEqualTo(0);
    assertThat(
            value(
                "summarization",
                "{'n': 1}",
                list("claims", "a"),
                verdicts("yes"),
                list("questions", "p?"),
                verdicts("no")))
        .as("no question that the text answers yes")
        .isEqualTo(0);
  }

  private static final String[] RAGAS = {
    verdicts("yes", "yes", "yes"),
    verdicts("yes", "no"),
    list("entities", "Paris", "Seine"),
    list("entities", "PARIS", "Lyon"),
    list("questions", "a?", "b?", "c?"),
    list("truths", "t"),
    list("claims", "c"),
    verdicts("yes"),
  };

  @Test
  void ragasIsTheMeanOfItsParts() throws Exception {
    ScriptedJudge judge =
        new ScriptedJudge(RAGAS)
            .embedding(
                List.of(
                    List.of(1.0, 0.0), List.of(1.0, 0.0), List.of(0.0, 2.0), List.of(3.0, 4.0)));
    Score score = score("ragas", "{}", judge);
    double relevancy = (1 + 0 + 0.6) / 3;

    assertThat(score.value()).isCloseTo((1 + 0.5 + 0.5 + relevancy + 1) / 5, within(1e-12));
    assertThat(judge.embedded).containsExactly("Capital?", "a?", "b?", "c?");
    assertThat(observation(score).at("/entity_recall/score").asDouble()).isEqualTo(0.5);
    assertThat(observation(score).path("left_out")).isEmpty();
  }

  @Test
  void aPartOfRagasWithoutAValueIsLeftOutAndNamed() throws Exception {
    Score score =
        score(
            "ragas",
            "{}",
            new ScriptedJudge(
                "mumble",
                "mumble",
                verdicts("yes", "no"),
                list("entities"),
                list("questions"),
                list("truths"),
                list("claims")));

    assertThat(score.value()).isEqualTo((0.5 + 1) / 2);
    assertThat(observation(score).path("left_out"))
        .extracting(JsonNode::asText)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("context_precision: "),
            second ->
                assertThat(second)
                    .isEqualTo("entity_recall: the expected answer names no entities"),
            third -> assertThat(third).startsWith("answer_relevancy: "));
  }

  @Test
  void withoutContextsTheyDoNotApply() throws Exception {
    Subject without = Subjects.of("query", "q", "output_true", "t", "output", "o");
    for (String name :
        List.of(
            "faithfulness",
            "hallucination",
            "contextual_precision",
            "contextual_recall",
            "ragas")) {
      Score score = metric(name, "{}").score(without, new ScriptedJudge());
      assertThat(score.status()).as(name).isEqualTo(Status.NOT_APPLICABLE);
      assertThat(score.reason()).as(name).isEqualTo(FailureReason.NO_CONTEXT);
    }
  }

  @Test
  void aBlankOutputFailsWithTheNameOfTheField() throws Exception {
    Subject blank = Subjects.of("query", "q", "output", " ");
    for (String name :
        List.of("answer_relevancy", "bias", "toxicity", "pii_leakage", "summarization")) {
      Score score = metric(name, "{}").score(blank, new ScriptedJudge());
      assertThat(score.reason()).as(name).isEqualTo(FailureReason.MISSING_FIELD);
      assertThat(score.message()).as(name).contains("'output'");
    }
  }

  @Test
  void callsAreToldAsARange() throws Exception {
    assertThat(metric("answer_relevancy", "{}").calls(SUBJECT)).isEqualTo(new CallRange(1, 4));
    assertThat(metric("contextual_relevancy", "{}").calls(SUBJECT)).isEqualTo(new CallRange(3, 6));
    assertThat(metric("judge_exactness", "{}").calls(SUBJECT)).isEqualTo(CallRange.ONE);
    assertThat(metric("ragas", "{}").embeddingModel()).isEqualTo(Judge.DEFAULT_EMBEDDINGS);
    assertThat(metric("bias", "{}").embeddingModel()).isNull();
    assertThat(metric("bias", "{}").calls(Subjects.of("query", "q")))
        .as("nothing to ask about")
        .isEqualTo(CallRange.NONE);
  }
}
