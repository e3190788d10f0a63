package org.evalbeam.metric;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalbeam.data.Row;

/**
 * {@code qcm_exactness}: whether the output chooses what a multiple choice expects. Where a letter
 * is expected, the {@linkplain ChoiceFinder choice} of the output is compared with it; finding none
 * is the model's failure and scores 0, for dropping it would flatter the model. Where anything else
 * is expected, the {@linkplain BareText bare texts} must be equal.
 */
final class QcmExactness {

  static final String NONE_FOUND = "no choice found";

  private static final MetricInfo INFO =
      new MetricInfo(
          "qcm_exactness",
          MetricInfo.Kind.TEXT,
          0.0,
          1.0,
          MetricInfo.Direction.UP,
          null,
          Set.of(Subject.OUTPUT, Row.OUTPUT_TRUE),
          List.of(),
          "Does the output make the expected choice of a multiple choice?");

  private QcmExactness() {}

  static Metric metric() {
    return ComputedMetric.of(INFO, QcmExactness::score);
  }

  private static Score score(Subject subject) {
    String output = subject.required(Subject.OUTPUT);
    String expected = BareText.of(subject.required(Row.OUTPUT_TRUE));
    if (!ChoiceFinder.isChoice(expected)) {
      return Score.of(BareText.of(output).equals(expected) ? 1 : 0);
    }
    Optional<String> choice = ChoiceFinder.find(output);
    return choice.isEmpty()
        ? Score.of(0, NONE_FOUND)
        : Score.of(choice.get().equals(expected) ? 1 : 0, "choice " + choice.get());
  }
}
