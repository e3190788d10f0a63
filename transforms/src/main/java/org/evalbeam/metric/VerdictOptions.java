package org.evalbeam.metric;

import java.util.List;
import org.evalbeam.metric.MetricInfo.Direction;

/**
 * The options that metrics made of verdicts have in common.
 *
 * @param threshold score from which on the observation says {@code success}
 * @param strict whether only the perfect score counts, and any other is the worst
 * @param reasons whether the observation holds the reasons
 */
record VerdictOptions(double threshold, boolean strict, boolean reasons) {

  static final List<MetricInfo.Param> PARAMS =
      List.of(
          new MetricInfo.Param(
              "threshold",
              "number from 0 to 1",
              "0.5",
              "score from which on the observation says success"),
          new MetricInfo.Param(
              "strict_mode",
              "true or false",
              "false",
              "whether any score but the perfect one becomes the worst"),
          new MetricInfo.Param(
              "include_reason", "true or false", "true", "whether the observation holds reasons"));

  static VerdictOptions read(Params params) {
    return new VerdictOptions(
        params.share("threshold", 0.5),
        params.flag("strict_mode", false),
        params.flag("include_reason", true));
  }

  /** The score of a metric from 0 to 1, whose perfect score its direction tells. */
  double settle(double score, Direction direction) {
    double perfect = direction == Direction.DOWN ? 0 : 1;
    return strict && score != perfect ? 1 - perfect : score;
  }

  /** Whether a score is as good as the threshold asks. */
  boolean isSuccess(double score, Direction direction) {
    return direction == Direction.DOWN ? score <= threshold : score >= threshold;
  }
}
