package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.metric.prompt.DelimitedText;
import org.evalbeam.metric.prompt.InvalidTemplateException;
import org.evalbeam.metric.prompt.PromptTemplate;
import org.jspecify.annotations.Nullable;

/** {@code judge_adhoc}: a judge with a prompt of the user's own. */
final class AdhocJudge implements Metric {

  private static final MetricInfo INFO =
      new MetricInfo(
          "judge_adhoc",
          MetricInfo.Kind.JUDGE,
          null,
          null,
          Direction.UP,
          null,
          Set.of(),
          List.of(
              new MetricInfo.Param(
                  "prompt",
                  "text",
                  null,
                  "a Jinja template over the row's columns, output, think, context and"
                      + " retrieval_context"),
              new MetricInfo.Param("min", "number", "none", "the lowest score"),
              new MetricInfo.Param("max", "number", "none", "the highest score"),
              new MetricInfo.Param(
                  "direction", "up, down or neutral", "up", "which way is better")),
          "What the prompt asks for.");

  @Override
  public MetricInfo info() {
    return INFO;
  }

  @Override
  public Scorer bind(Map<String, JsonNode> given) throws InvalidParamsException {
    Params params = new Params(given, INFO.params());
    Optional<PromptTemplate> template = template(params);
    Double min = boxed(params.number("min"));
    Double max = boxed(params.number("max"));
    if (min != null && max != null && min >= max) {
      params.reject("max", "must be greater than min (" + min + "), but is " + max);
    }
    Direction direction = params.oneOf("direction", Direction.values(), Direction.UP);
    params.check();
    ScoreRange range = new ScoreRange(min, max, false);
    return new Adhoc(
        new PromptScorer(DelimitedText.NOTICE + "\n\n", template.orElseThrow(), range),
        range,
        direction);
  }

  private static Optional<PromptTemplate> template(Params params) {
    try {
      return Optional.of(PromptTemplate.parse(params.requiredText("prompt")));
    } catch (InvalidTemplateException e) {
      params.reject("prompt", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static @Nullable Double boxed(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  /** The user's prompt, with the range and the direction that the user states. */
  private record Adhoc(PromptScorer scorer, ScoreRange range, Direction direction)
      implements Scorer {

    @Override
    public Set<String> needs() {
      return scorer.needs();
    }

    @Override
    public MetricInfo settle(MetricInfo info) {
      return new MetricInfo(
          info.name(),
          info.kind(),
          range.min(),
          range.max(),
          direction,
          info.unit(),
          scorer.needs(),
          info.params(),
          info.summary());
    }

    @Override
    public Score score(Subject subject, Judge judge) throws Judge.FailedException {
      return scorer.score(subject, judge);
    }
  }
}
