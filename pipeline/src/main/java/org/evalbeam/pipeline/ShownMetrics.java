package org.evalbeam.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.flow.PlannedExperiment;
import org.evalbeam.metric.InvalidParamsException;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.spec.MetricCall;

/** The metrics of a run as they are shown: by alias, with range and direction as parametrised. */
final class ShownMetrics {

  private ShownMetrics() {}

  /** Alias to metric, in the order of the spec; of experiments that share an alias the first. */
  static Map<String, MetricInfo> of(EvaluationPlan plan) {
    MetricRegistry registry = MetricRegistry.load(plan.prompts());
    Map<String, MetricInfo> shown = new LinkedHashMap<>();
    for (PlannedExperiment planned : plan.experiments()) {
      for (MetricCall call : planned.experiment().metrics()) {
        shown.computeIfAbsent(call.alias(), alias -> info(registry, call));
      }
    }
    return shown;
  }

  private static MetricInfo info(MetricRegistry registry, MetricCall call) {
    try {
      return MetricInstance.of(registry, call).info();
    } catch (InvalidParamsException e) {
      throw new IllegalStateException("parameters are checked before the run starts", e);
    }
  }
}
