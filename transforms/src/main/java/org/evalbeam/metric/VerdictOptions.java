package org.evalbeam.metric;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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

  /** The score of a metric whose perfect score is 1 and whose worst is 0. */
  double settle(double score) {
    return strict && score < 1 ? 0 : score;
  }

  /** Adds verdicts to an observation. */
  void write(List<Verdict> verdicts, ArrayNode into) {
    for (Verdict verdict : verdicts) {
      ObjectNode node = into.addObject();
      node.put("statement", verdict.statement());
      node.put("verdict", verdict.word());
      if (reasons) {
        node.put("reason", verdict.reason());
      }
    }
  }
}
