package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalbeam.data.FailureReason.SCORE_OUT_OF_RANGE;
import static org.evalbeam.data.FailureReason.UNREADABLE_SCORE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.metric.Score;
import org.evalbeam.metric.ScoreRange;
import org.evalbeam.metric.ScoreReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What judges say, from the body of the reply to the score: reasoning, prose, fences and all. */
class JudgeRepliesTest {

  private static final ScoreRange BINARY = ScoreRange.BINARY;
  private static final ScoreRange TEN = ScoreRange.of(1, 10);
  private static final ScoreRange HUNDRED = ScoreRange.of(0, 100);

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> scores() {
    return Stream.of(
        arguments(BINARY, "<think>Both say Paris.</think>{\"score\": 1}", 1.0),
        arguments(BINARY, "<think>\nMaybe {\"score\": 0}?\n</think>\n\n{\"score\": 1}", 1.0),
        arguments(BINARY, "<THINK>hm</THINK> 1", 1.0),
        arguments(BINARY, "Both say Paris.</think>\n1", 1.0),
        arguments(BINARY, "[think]so[/think]0", 0.0),
        arguments(BINARY, "<think>so</think>\n```json\n{\"score\": 1}\n```", 1.0),
        arguments(BINARY, "The answer names Paris.\n\n{\"score\": 1, \"reason\": \"ok\"}", 1.0),
        arguments(BINARY, "{\"reason\": \"it says {Paris}\", \"score\": 0}", 0.0),
        arguments(BINARY, "First {\"score\": 0}, on reflection {\"score\": 1}", 1.0),
        arguments(TEN, "<think>8 or 9</think>**8/10**", 8.0),
        arguments(TEN, "<think>x</think>7,5", 7.5),
        arguments(TEN, "{\"score\": 10, \"reason\": \"10/10\"}", 10.0),
        arguments(HUNDRED, "<think>half</think>50%", 50.0),
        arguments(HUNDRED, "<think>half a percent</think>.5", 0.5),
        arguments(HUNDRED, "```\n{\"score\": 87.5}\n```\nHope that helps!", 87.5));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("scores")
  void isRead(ScoreRange range, String content, double score) throws Exception {
    assertThat(read(range, content).value()).isEqualTo(score);
  }

  static Stream<Arguments> notScores() {
    return Stream.of(
        arguments(BINARY, "<think>It is 1.</think>", UNREADABLE_SCORE),
        arguments(BINARY, "<think>{\"score\": 1}</think>I can't say.", UNREADABLE_SCORE),
        arguments(BINARY, "<think>never closed {\"score\": 1", UNREADABLE_SCORE),
        arguments(BINARY, "<think>a</think>b</think>1", UNREADABLE_SCORE),
        arguments(BINARY, "<think>so</think>Yes", UNREADABLE_SCORE),
        arguments(BINARY, "<think>so</think>{\"verdict\": 1}", UNREADABLE_SCORE),
        arguments(BINARY, "<think>so</think>0.5", SCORE_OUT_OF_RANGE),
        arguments(HUNDRED, "<think>so</think>8/10", UNREADABLE_SCORE),
        arguments(HUNDRED, "<think>so</think>101", SCORE_OUT_OF_RANGE),
        arguments(TEN, "<think>so</think>nan", UNREADABLE_SCORE),
        arguments(TEN, "<think>so</think>\u0667", UNREADABLE_SCORE),
        arguments(TEN, "<think>so</think>0", SCORE_OUT_OF_RANGE));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("notScores")
  void isNone(ScoreRange range, String content, FailureReason reason) throws Exception {
    Score score = read(range, content);
    assertThat(score.value()).isNull();
    assertThat(score.reason()).isEqualTo(reason);
  }

  private static Score read(ScoreRange range, String content) throws CallFailedException {
    ObjectNode body = JSON.createObjectNode();
    body.putArray("choices").addObject().putObject("message").put("content", content);
    return new ScoreReader(range).read(Dialect.OPENAI.chat().read(body.toString()).text());
  }
}
