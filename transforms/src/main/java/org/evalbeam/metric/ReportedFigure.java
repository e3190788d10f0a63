package org.evalbeam.metric;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.jspecify.annotations.Nullable;

/** Metrics that are a figure of the call, as it stands in the answer. */
final class ReportedFigure {

  private ReportedFigure() {}

  static Metric metric(
      String name,
      String unit,
      MetricInfo.Direction direction,
      String summary,
      Function<Answer, @Nullable Number> figure) {
    return ComputedMetric.of(
        new MetricInfo(
            name, MetricInfo.Kind.OPS, 0.0, null, direction, unit, Set.of(), List.of(), summary),
        subject -> score(name, figure.apply(subject.answer())));
  }

  private static Score score(String name, @Nullable Number value) {
    return value == null
        ? Score.notApplicable(FailureReason.NOT_REPORTED, name + " was not reported")
        : Score.of(value.doubleValue());
  }
}
