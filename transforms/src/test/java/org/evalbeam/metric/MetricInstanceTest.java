package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.FailureReason;
import org.evalbeam.spec.MetricCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricInstanceTest {

  private static final Judge NO_JUDGE =
      prompt -> {
        throw new AssertionError("the judge was asked");
      };

  /** A metric that needs these fields and scores 1, after it has asked the judge if it is one. */
  private static MetricInstance needing(MetricInfo.Kind kind, String... fields) throws Exception {
    MetricInfo info =
        new MetricInfo(
            "m", kind, null, null, MetricInfo.Direction.UP, null, Set.of(), List.of(), "");
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
                return Score.of(1, kind == MetricInfo.Kind.JUDGE ? judge.ask("?") : null);
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
