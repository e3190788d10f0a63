package org.evalbeam.metric;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.evalbeam.data.Row;

/** Metrics that are a published measure of how near the output is to the expected answer. */
final class TextSimilarity {

  private TextSimilarity() {}

  /**
   * A metric.
   *
   * @param max the highest score; the lowest is 0
   * @param measure gives output and expected answer their score
   */
  static Metric metric(
      String name, double max, String summary, ToDoubleBiFunction<String, String> measure) {
    return ComputedMetric.of(
        MetricInfo.ofTexts(name, max, List.of(), summary),
        subject ->
            Score.of(
                measure.applyAsDouble(
                    subject.required(Subject.OUTPUT), subject.required(Row.OUTPUT_TRUE))));
  }
}
