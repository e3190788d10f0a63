package org.evalbeam.metric;

import java.util.List;
import java.util.Set;
import org.evalbeam.metric.text.WhiteSpace;

/** {@code output_length}: the number of words of the answer, split on white space. */
final class OutputLength {

  private static final MetricInfo INFO =
      new MetricInfo(
          "output_length",
          MetricInfo.Kind.OPS,
          0.0,
          null,
          MetricInfo.Direction.NEUTRAL,
          "words",
          Set.of(Subject.OUTPUT),
          List.of(),
          "Words of the output, split on white space.");

  private OutputLength() {}

  static Metric metric() {
    return ComputedMetric.of(INFO, OutputLength::score);
  }

  private static Score score(Subject subject) {
    return Score.of(WhiteSpace.countWords(subject.required(Subject.OUTPUT)));
  }
}
