package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Status;
import org.evalbeam.spec.MetricCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricInstanceTest {

  private static final Judge NO_JUDGE =
      prompt -> {
        throw new AssertionError("the judge was asked");
      };

  /** A metric that needs these fields and scores 1, after it has asked the judge if it is one. */
  private static MetricInstance needing(MetricInfo.Kind kind, String... fields) throws Exception {
    return scoring(
        kind,
        null,
        judge -> Score.of(1, kind == MetricInfo.Kind.JUDGE ? judge.ask("?") : null),
        fields);
  }

  /** What a metric of the test makes of an answer. */
  private interface Scoring {
    Score by(Judge judge) throws Judge.FailedException;
  }

  private static MetricInstance scoring(
      MetricInfo.Kind kind, @Nullable Double max, Scoring scoring, String... fields)
      throws Exception {
    MetricInfo info =
        new MetricInfo(
            "m",
            kind,
            max == null ? null : Double.valueOf(0),
            max,
            MetricInfo.Direction.UP,
            null,
            Set.of(),
            List.of(),
            "");
    Metric metric =
        new Metric() {
          @Override
          public MetricInfo info() {
            return info;
          }

          @Override
          public Scorer bind(Map<String, JsonNode> params) {
            return new Scorer() {
              @Override
              public Set<String> needs() {
                return Set.of(fields);
              }

              @Override
              public Score score(Subject subject, Judge judge) throws Judge.FailedException {
                return scoring.by(judge);
              }
            };
          }
        };
    MetricRegistry registry = MetricRegistry.of(List.of(() -> List.of(metric)));
    return MetricInstance.of(registry, new MetricCall("m", Map.of(), "alias"));
  }

  @Test
  void isShownByItsAlias() throws Exception {
    MetricInstance instance = needing(MetricInfo.Kind.TEXT);
    assertThat(instance.alias()).isEqualTo("alias");
    assertThat(instance.info().name()).isEqualTo("m");
  }

  @Test
  void anUnknownMetricIsACallersBug() {
    MetricRegistry none = MetricRegistry.of(List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricInstance.of(none, new MetricCall("x", Map.of(), "x")))
        .withMessageContaining("x");
  }

  @ParameterizedTest
  @EnumSource
  void aNullFieldIsMissingForEveryKind(MetricInfo.Kind kind) throws Exception {
    MetricInstance instance = needing(kind, "output_true");
    Score expected = Score.failed(FailureReason.MISSING_FIELD, "field 'output_true' is null");
    assertThat(instance.score(Subjects.of("output", "x"), NO_JUDGE)).isEqualTo(expected);
    assertThat(instance.score(Subjects.of("output_true", null), NO_JUDGE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void aBlankFieldIsMissingForKindsThatCallOnly(MetricInfo.Kind kind) throws Exception {
    Score score = needing(kind, "output").score(Subjects.of("output", " \n"), NO_JUDGE);
    assertThat(score)
        .isEqualTo(
            kind.calls()
                ? Score.failed(FailureReason.MISSING_FIELD, "field 'output' is blank")
                : Score.of(1));
  }

  @ParameterizedTest
  @EnumSource
  void missingContextsMakeAMetricNotApplicable(MetricInfo.Kind kind) throws Exception {
    MetricInstance instance = needing(kind, "retrieval_context");
    Score expected = Score.notApplicable(FailureReason.NO_CONTEXT, "there is no retrieval_context");
    Subject subject = Subjects.of("output", "x");
    assertThat(instance.score(subject, NO_JUDGE)).isEqualTo(expected);
    assertThat(instance.score(Subjects.withContexts(subject, List.of()), NO_JUDGE))
        .isEqualTo(expected);
    assertThat(instance.score(Subjects.withContexts(subject, List.of(" ")), NO_JUDGE))
        .isEqualTo(expected);
    assertThat(
            instance.score(Subjects.withContexts(subject, List.of("a", " ")), prompt -> "").value())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e200, 5.01, -0.01})
  void whatIsNoScoreIsNone(double found) throws Exception {
    Score computed = giving(MetricInfo.Kind.TEXT, found);
    Score judged = giving(MetricInfo.Kind.JUDGE, found);

    assertThat(computed.status()).isEqualTo(Status.FAILED);
    assertThat(judged.status()).isEqualTo(Status.UNPARSED);
    assertThat(List.of(computed, judged))
        .allSatisfy(
            score -> {
              assertThat(score.value()).isNull();
              assertThat(score.observation()).isEqualTo("said");
              assertThat(score.reason()).isEqualTo(FailureReason.SCORE_OUT_OF_RANGE);
              assertThat(score.message()).isEqualTo("score " + found + " is not from 0.0 to 5.0");
            });
  }

  @Test
  void whatIsOutsideARangeByRoundingIsItsEnd() throws Exception {
    assertThat(giving(MetricInfo.Kind.TEXT, 5.000000000000001)).isEqualTo(Score.of(5, "said"));
    assertThat(giving(MetricInfo.Kind.TEXT, -1e-17)).isEqualTo(Score.of(0, "said"));
    assertThat(giving(MetricInfo.Kind.TEXT, 5)).isEqualTo(Score.of(5, "said"));
  }

  /** What becomes of a score by a metric from 0 to 5. */
  private static Score giving(MetricInfo.Kind kind, double found) throws Exception {
    return scoring(kind, 5.0, judge -> Score.of(found, "said")).score(Subjects.of(), NO_JUDGE);
  }

  @Test
  void aFailedJudgeIsAFailedScoreWithItsReason() throws Exception {
    Score score =
        needing(MetricInfo.Kind.JUDGE)
            .score(
                Subjects.of(),
                prompt -> {
                  throw new Judge.FailedException(FailureReason.RATE_LIMITED, "429 five times");
                });
    assertThat(score).isEqualTo(Score.failed(FailureReason.RATE_LIMITED, "429 five times"));
  }

  @Test
  void contextsComeFromTheAnswerElseFromTheColumn() {
    Subject subject =
        Subjects.of("output", "x", "retrieval_context", "[\"a\", null, \" \", 3, {\"b\": 1}]");
    assertThat(subject.texts("retrieval_context")).containsExactly("a", "3", "{\"b\":1}");
    assertThat(Subjects.withContexts(subject, List.of("own")).texts("retrieval_context"))
        .containsExactly("own");
    assertThat(Subjects.of("context", "one text").texts("context")).containsExactly("one text");
    assertThat(Subjects.of("context", "[1] a footnote").texts("context"))
        .containsExactly("[1] a footnote");
    assertThat(Subjects.of("context", "[]").texts("context")).isNull();
    assertThat(Subjects.of("context", null).texts("context")).isNull();
  }
}
