package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.jspecify.annotations.Nullable;

/** A metric that is a figure of the call, as it stands in the answer. */
final class ReportedFigure implements Metric {

  private final MetricInfo info;
  private final Function<Answer, @Nullable Number> figure;

  ReportedFigure(
      String name,
      String unit,
      MetricInfo.Direction direction,
      String summary,
      Function<Answer, @Nullable Number> figure) {
    this.info =
        new MetricInfo(
            name, MetricInfo.Kind.OPS, 0.0, null, direction, unit, Set.of(), List.of(), summary);
    this.figure = figure;
  }

  @Override
  public MetricInfo info() {
    return info;
  }

  @Override
  public Scorer bind(Map<String, JsonNode> params) throws InvalidParamsException {
    new Params(params, info.params()).check();
    return new Scorer() {
      @Override
      public Set<String> needs() {
        return info.needs();
      }

      @Override
      public Score score(Subject subject, Judge judge) {
        Number value = figure.apply(subject.answer());
        return value == null
            ? Score.notApplicable(FailureReason.NOT_REPORTED, info.name() + " was not reported")
            : Score.of(value.doubleValue());
      }
    };
  }
}
