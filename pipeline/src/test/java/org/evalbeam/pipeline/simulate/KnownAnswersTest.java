package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.Row;
import org.evalbeam.pipeline.simulate.KnownAnswers.Known;
import org.evalbeam.pipeline.simulate.draw.Draws;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownAnswersTest {

  @ParameterizedTest
  @CsvSource({
    "'What is the capital of France?', Paris",
    "'Be brief.\n\nWhat is the capital of France?', Paris",
    "'Be brief.\n\n\nWhat is the capital of France?', Paris",
    "'One.\n\nTwo.\n\nWhat is the capital of Spain?\n\nReply briefly.', Madrid",
  })
  void aQuestionIsTheMessageOrItsEndAfterABlankLine(String message, String expected) {
    assertThat(Rows.capitals().find(message)).map(Known::expected).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'Be brief.\nWhat is the capital of France?'",
    "'What is the capital of France?\n\nReply.'",
    "''",
  })
  void anythingElseIsUnknown(String message) {
    assertThat(Rows.capitals().find(message)).isEmpty();
  }

  @Test
  void rowsWithoutAnAnswerAreLeftOutAndOfEqualQueriesTheFirstCounts() {
    Map<String, @Nullable String> unanswered = new HashMap<>();
    unanswered.put(Row.QUERY, "open");
    unanswered.put(Row.OUTPUT_TRUE, null);
    KnownAnswers answers =
        KnownAnswers.of(
            List.of(
                new Row("d", 0, 0, null, unanswered),
                Rows.row(1, "twice", "first"),
                Rows.row(2, "twice", "second")));

    assertThat(answers.find("open")).isEmpty();
    assertThat(answers.find("twice")).contains(new Known("twice", "first"));
  }

  @Test
  void aWrongAnswerSaysSomethingElse() {
    KnownAnswers answers =
        KnownAnswers.of(
            List.of(
                Rows.row(0, "q", "Paris"),
                Rows.row(1, "r", "It is paris!"),
                Rows.row(2, "s", "B")));

    assertThat(answers.otherThan("Paris", Draws.of(0))).isEmpty();
    assertThat(answers.otherThan("Rome", Draws.of(0))).isPresent();
  }
}
