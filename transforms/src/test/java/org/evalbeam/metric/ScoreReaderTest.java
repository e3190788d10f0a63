package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScoreReaderTest {

  private static final ScoreRange BINARY = ScoreRange.BINARY;
  private static final ScoreRange TEN = ScoreRange.of(1, 10);
  private static final ScoreRange HUNDRED = ScoreRange.of(0, 100);
  private static final ScoreRange ANY = new ScoreRange(null, null, false);

  static Stream<Arguments> scores() {
    return Stream.of(
        arguments(BINARY, "{\"score\": 1, \"reason\": \"same\"}", 1.0),
        arguments(BINARY, "{\"score\": 0}", 0.0),
        arguments(BINARY, "{\"score\": 1.0}", 1.0),
        arguments(BINARY, "{\"score\": true}", 1.0),
        arguments(BINARY, "{\"score\": false}", 0.0),
        arguments(BINARY, "{\"score\": \"1\"}", 1.0),
        arguments(BINARY, "```json\n{\"score\": 1, \"reason\": \"ok\"}\n```", 1.0),
        arguments(BINARY, "```\n{\n  \"score\": 0,\n  \"reason\": \"no\"\n}\n```\n", 0.0),
        arguments(BINARY, "Sure! Here it is:\n\n{\"score\": 1, \"reason\": \"ok\"}", 1.0),
        arguments(BINARY, "{\"score\": 1, \"reason\": \"ok\"}\n\nI hope this helps.", 1.0),
        arguments(BINARY, "The answer contains {\"score\": 1}.\n{\"score\": 0}", 0.0),
        arguments(BINARY, "{\"score\": 0, \"reason\": \"says \\\"{\\\"score\\\": 1}\\\"\"}", 0.0),
        arguments(BINARY, "{\"reason\": \"a } and a {\", \"score\": 1}", 1.0),
        arguments(BINARY, "{\"score\": 0, \"parts\": {\"score\": 1}}", 0.0),
        arguments(BINARY, "In the set {x} and \\boxed{1}: {\"score\": 0}", 0.0),
        arguments(BINARY, "{\"score\": 1, \"reason\": \"two\nlines\"}", 1.0),
        arguments(BINARY, "[{\"score\": 0}, {\"score\": 1}]", 1.0),
        arguments(BINARY, "1", 1.0),
        arguments(BINARY, " 0 \n", 0.0),
        arguments(BINARY, "-0", 0.0),
        arguments(BINARY, "**1**", 1.0),
        arguments(BINARY, "\"1\".", 1.0),
        arguments(BINARY, "1/1", 1.0),
        arguments(BINARY, "true", 1.0),
        arguments(TEN, "{\"score\": 8, \"reason\": \"close\"}", 8.0),
        arguments(TEN, "{\"score\": \"8/10\"}", 8.0),
        arguments(TEN, "{\"score\": 7.5}", 7.5),
        arguments(TEN, "8", 8.0),
        arguments(TEN, "8.", 8.0),
        arguments(TEN, "**8**.", 8.0),
        arguments(TEN, "**8.**", 8.0),
        arguments(TEN, "8/10", 8.0),
        arguments(TEN, "**8 / 10**", 8.0),
        arguments(TEN, "7,5/10", 7.5),
        arguments(TEN, "7,5", 7.5),
        arguments(TEN, "+7", 7.0),
        arguments(TEN, "«9»", 9.0),
        arguments(TEN, "\u00a010\u00a0", 10.0),
        arguments(HUNDRED, "80%", 80.0),
        arguments(HUNDRED, "\"80 %\"", 80.0),
        arguments(HUNDRED, ".5", 0.5),
        arguments(HUNDRED, "5.", 5.0),
        arguments(HUNDRED, "{\"score\": .5}", 0.5),
        arguments(HUNDRED, "{\"score\": \",5\"}", 0.5),
        arguments(ANY, "-12.25", -12.25),
        arguments(ANY, "{\"score\": 1e6}", 1e6));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("scores")
  void isRead(ScoreRange range, String reply, double score) {
    assertThat(new ScoreReader(range).read(reply)).isEqualTo(Score.of(score, reply));
  }

  static Stream<Arguments> notScores() {
    FailureReason unreadable = FailureReason.UNREADABLE_SCORE;
    FailureReason outside = FailureReason.SCORE_OUT_OF_RANGE;
    return Stream.of(
        arguments(BINARY, "", unreadable),
        arguments(BINARY, "   ", unreadable),
        arguments(BINARY, ".", unreadable),
        arguments(BINARY, "I can't judge that.", unreadable),
        arguments(BINARY, "The score is 1", unreadable),
        arguments(BINARY, "1 because it is contained", unreadable),
        arguments(BINARY, "Score: 1", unreadable),
        arguments(BINARY, "0 or 1", unreadable),
        arguments(BINARY, "{}", unreadable),
        arguments(BINARY, "{\"score\": null}", unreadable),
        arguments(BINARY, "{\"score\": [1]}", unreadable),
        arguments(BINARY, "{\"Score\": 1}", unreadable),
        arguments(BINARY, "{\"score\": NaN}", unreadable),
        arguments(BINARY, "{\"score\": 1,}", unreadable),
        arguments(BINARY, "{'score': 1}", unreadable),
        arguments(BINARY, "{\"score\": 1", unreadable),
        arguments(BINARY, "{\"score\": 1} {\"note\": 2}", unreadable),
        arguments(BINARY, "{\"score\": 1, \"score\": 0}", unreadable),
        arguments(BINARY, "It says {\"score\": 1}. {\"score\": 0, \"reason\": \"cut o", unreadable),
        arguments(BINARY, "It says {\"score\": 1}. {\"score\": 0,}", unreadable),
        arguments(
            BINARY, "{\"score\": 0, \"reason\": \"it says \"{\"score\": 1}\" there\"}", unreadable),
        arguments(BINARY, "{'score': 0, 'reason': 'it says {\"score\": 1}'}", unreadable),
        arguments(BINARY, "{score: 0, reason: it says {\"score\": 1}}", unreadable),
        arguments(
            BINARY,
            "{\"score\": 0, \"reason\": \"it says \", \"score\": 1, \"x\": \"\"}",
            unreadable),
        arguments(BINARY, "0.5", outside),
        arguments(BINARY, "{\"score\": 0.5}", outside),
        arguments(BINARY, "2", outside),
        arguments(BINARY, "-1", outside),
        arguments(BINARY, "100%", outside),
        arguments(BINARY, "8/10", unreadable),
        arguments(TEN, "0", outside),
        arguments(TEN, "11", outside),
        arguments(TEN, "11/10", outside),
        arguments(TEN, "{\"score\": 10.01}", outside),
        arguments(TEN, "8/5", unreadable),
        arguments(TEN, "4/5", unreadable),
        arguments(TEN, "8/10/10", unreadable),
        arguments(TEN, "1.2.3", unreadable),
        arguments(TEN, "1e1", unreadable),
        arguments(TEN, "0x5", unreadable),
        arguments(TEN, "5f", unreadable),
        arguments(TEN, "5 5", unreadable),
        arguments(TEN, "8..", unreadable),
        arguments(TEN, "NaN", unreadable),
        arguments(TEN, "Infinity", unreadable),
        arguments(TEN, "∞", unreadable),
        arguments(TEN, "٨", unreadable),
        arguments(TEN, "８", unreadable),
        arguments(TEN, "½", unreadable),
        arguments(TEN, "eight", unreadable),
        arguments(ANY, "{\"score\": 1e999}", unreadable),
        arguments(HUNDRED, "8/10", unreadable),
        arguments(HUNDRED, "{\"score\": \"8/10\"}", unreadable),
        arguments(ANY, "8/10", unreadable));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("notScores")
  void isUnparsedAndKeepsTheReply(ScoreRange range, String reply, FailureReason reason) {
    Score score = new ScoreReader(range).read(reply);
    assertThat(score.status()).isEqualTo(Status.UNPARSED);
    assertThat(score.reason()).isEqualTo(reason);
    assertThat(score.value()).isNull();
    assertThat(score.observation()).isEqualTo(reply);
  }

  static Stream<String> megabytes() {
    return Stream.of(
            "{",
            "}",
            "{\"",
            "{\"a\":",
            "{\"a\":[",
            "{\"}\":",
            "{\"}\":[",
            "{\"}",
            "{\"} {\":1,",
            "{x}",
            "{\"a{",
            "\\\"{",
            "{\"score\":1}",
            "[",
            "1",
            ".",
            " ",
            "*",
            "1/",
            "1,")
        .map(part -> part.repeat((1 << 20) / part.length()));
  }

  @ParameterizedTest
  @MethodSource("megabytes")
  void aHostileMegabyteTakesLinearTime(String reply) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> new ScoreReader(BINARY).read(reply), reply.substring(0, 20));
  }

  @Property
  void everyFiniteScoreOfTheRangeIsReadBackFromJson(
      @ForAll @DoubleRange(min = 1, max = 10) double score, @ForAll String prose) {
    String reply = prose.replace('{', '(') + "{\"score\": " + score + "}";
    assertThat(new ScoreReader(TEN).read(reply).value()).isEqualTo(score);
  }

  @Property
  void noReplyGivesAScoreOutsideTheRange(@ForAll String reply) {
    Double score = new ScoreReader(BINARY).read(reply).value();
    assertThat(score == null || score == 0 || score == 1).isTrue();
  }
}
