package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.evalbeam.data.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the simulated models answer: the same again, and right as often as stated. */
class SimulatedAnswersTest {

  private static final int ROWS = 2_000;
  private static final List<Row> QUESTIONS = Rows.multipleChoice(ROWS);

  private static SimulatedEndpoint endpoint;
  private static ChatClient client;

  @BeforeAll
  static void start() throws IOException {
    endpoint = start(7, KnownAnswers.of(QUESTIONS));
    client = ChatClient.of(endpoint);
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  private static SimulatedEndpoint start(long seed, KnownAnswers answers) throws IOException {
    return SimulatedEndpoint.start(
        SimulatedOptions.builder().seed(seed).knownAnswers(answers).delays(Delays.none()).build());
  }

  private static String query(int row) {
    return String.valueOf(QUESTIONS.get(row).columns().get(Row.QUERY));
  }

  private static boolean isRight(int row, String answer) {
    String expected = String.valueOf(QUESTIONS.get(row).columns().get(Row.OUTPUT_TRUE));
    return MultipleChoice.chosenIn(answer).filter(expected::equals).isPresent();
  }

  /** Whether each row was answered right in one repeat. */
  private static List<Boolean> repeat(String model, int repeat) {
    return IntStream.range(0, ROWS)
        .parallel()
        .mapToObj(row -> isRight(row, client.ask(model, query(row), row + "-" + repeat)))
        .toList();
  }

  private static double mean(List<Boolean> right) {
    return right.stream().mapToInt(it -> it ? 1 : 0).average().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"simulated-large, 0.90", "simulated-medium, 0.75", "simulated-small, 0.55"})
  void accuracyIsTheStatedOneAndRepeatsCorrelateAsStated(String model, double accuracy) {
    List<Boolean> first = repeat(model, 0);
    List<Boolean> second = repeat(model, 1);
    double variance = accuracy * (1 - accuracy);
    double bothRight =
        IntStream.range(0, ROWS).filter(row -> first.get(row) && second.get(row)).count()
            / (double) ROWS;

    assertThat(mean(first)).isCloseTo(accuracy, within(3 * Math.sqrt(variance / ROWS)));
    assertThat(mean(second)).isCloseTo(accuracy, within(3 * Math.sqrt(variance / ROWS)));
    assertThat((bothRight - mean(first) * mean(second)) / variance)
        .isCloseTo(Respondent.ROW_WEIGHT * Respondent.ROW_WEIGHT, within(0.15));
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void theSameRequestIsAnsweredTheSameAfterARestart() throws IOException {
    try (SimulatedEndpoint again = start(7, KnownAnswers.of(QUESTIONS));
        SimulatedEndpoint otherSeed = start(8, KnownAnswers.of(QUESTIONS))) {
      assertThat(answers(ChatClient.of(again))).isEqualTo(answers(client));
      assertThat(answers(ChatClient.of(otherSeed))).isNotEqualTo(answers(client));
    }
  }

  private static List<String> answers(ChatClient from) {
    return IntStream.range(0, 50)
        .mapToObj(row -> from.ask("simulated-small", query(row), "id-" + row))
        .toList();
  }

  @Test
  void theOrderOfTheBodysKeysDoesNotMatter() {
    ObjectNode body = ChatClient.body("simulated-small", query(3));
    ObjectNode turned = body.deepCopy();
    turned.remove("model");
    turned.put("model", "simulated-small");

    assertThat(turned.toString()).isNotEqualTo(body.toString());
    assertThat(client.complete(turned, "x").body().path("id"))
        .isEqualTo(client.complete(body, "x").body().path("id"));
  }

  @Test
  void repeatsVaryExceptAtTemperatureZero() {
    assertThat(differentAnswers(0.7).size()).isGreaterThan(1);
    assertThat(differentAnswers(0)).hasSize(1);
  }

  private static Set<String> differentAnswers(double temperature) {
    ObjectNode body = ChatClient.body("simulated-small", query(5)).put("temperature", temperature);
    return IntStream.range(0, 40)
        .mapToObj(repeat -> client.complete(body, "repeat-" + repeat).content())
        .collect(Collectors.toSet());
  }

  @Test
  void aQuestionIsFoundBehindAPrelude() {
    String prelude = "Answer with one letter.\n\nNothing else.\n\n";
    long right =
        IntStream.range(0, 100)
            .filter(
                row -> isRight(row, client.ask("simulated-large", prelude + query(row), "p" + row)))
            .count();

    assertThat(right).isGreaterThan(75);
  }

  @ParameterizedTest
  @CsvSource({
    "simulated-small, '[ABCD]\\.?'",
    "simulated-large, 'The answer is [ABCD]\\.'",
    "simulated-medium, '(A\\) \\d+ apples|B\\) \\d+ pears|C\\) none of them|D\\) all of them)\\n\\n.+'",
    "simulated-reasoner, '<think>\\n.+\\n</think>\\n\\nThe answer is [ABCD]\\.'",
  })
  void eachVerbosityHasItsForm(String model, String form) {
    for (int row = 0; row < 20; row++) {
      assertThat(client.ask(model, query(row), "form")).matches(form);
    }
  }

  @Test
  void openQuestionsAreAnsweredWithTheExpectedTextOrThatOfAnotherRow() throws IOException {
    try (SimulatedEndpoint open = start(1, Rows.capitals())) {
      ChatClient asker = ChatClient.of(open);
      Set<String> terse =
          IntStream.range(0, 60)
              .mapToObj(i -> asker.ask("simulated-small", "What is the capital of France?", "" + i))
              .collect(Collectors.toSet());

      assertThat(terse)
          .contains("Paris")
          .isSubsetOf("Paris", "Rome", "Madrid")
          .hasSizeGreaterThan(1);
      assertThat(asker.ask("simulated-medium", "What is the capital of Italy?", "v"))
          .startsWith("As far as I know: ");
    }
  }

  @Test
  void anUnknownQuestionIsAdmittedToBeUnknown() {
    assertThat(client.ask("gpt-4o", "Why do volcanoes erupt?", "u"))
        .isEqualTo(
            "This simulated model knows no answer to that; the question is about volcanoes, erupt.");
  }

  @Test
  void aSearchReturnsPassagesOfWhichSomeAreRelated() {
    ObjectNode body = ChatClient.body("simulated-large", query(12));
    body.putObject("rag").put("mode", "rag").put("limit", 5);
    JsonNode results = client.complete(body, "rag").body().path("search_results");
    List<String> contents = results.findValuesAsText("content");
    List<Double> scores = results.findValuesAsText("score").stream().map(Double::valueOf).toList();

    assertThat(contents).hasSize(5).allMatch(it -> !it.isBlank());
    assertThat(contents.subList(0, 3)).allMatch(it -> it.startsWith("This chapter deals with"));
    assertThat(contents.subList(3, 5)).noneMatch(it -> it.startsWith("This chapter deals with"));
    assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(results.at("/0/chunk/content").asText()).isEqualTo(contents.get(0));
  }
}
