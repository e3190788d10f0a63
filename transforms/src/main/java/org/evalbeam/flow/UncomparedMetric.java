package org.evalbeam.flow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.metric.Prompts;

/**
 * A metric that compares answers, and finds none to compare on a dataset.
 *
 * @param metric its shown name
 * @param dataset the dataset's name
 */
public record UncomparedMetric(String metric, String dataset) {

  /**
   * Those of a set, in the order of the spec.
   *
   * @param prompts what its judges are asked with
   */
  public static Set<UncomparedMetric> of(List<PlannedExperiment> experiments, Prompts prompts) {
    // Which pairs there are does not depend on how calls are made.
    EvaluationPlan plan =
        new EvaluationPlan(
            "", experiments, new CallSettings("", 1, 0, null, 1, null, null), prompts);
    BoundMetrics metrics = new BoundMetrics(plan);
    Set<UncomparedMetric> uncompared = new LinkedHashSet<>();
    for (PlannedExperiment planned : experiments) {
      for (MetricInstance metric : metrics.paired(planned.experiment().name())) {
        uncompared.add(new UncomparedMetric(metric.alias(), planned.experiment().dataset()));
      }
    }
    for (PlannedPair pair : new PlannedPairs(plan, metrics).all()) {
      uncompared.remove(
          new UncomparedMetric(pair.metric().alias(), pair.a().experiment().dataset()));
    }
    return uncompared;
  }
}
