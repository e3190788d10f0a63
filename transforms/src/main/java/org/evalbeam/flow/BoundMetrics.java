package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.metric.InvalidParamsException;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.spec.MetricCall;

/** The metrics of each experiment of a plan, bound to their parameters once per worker. */
final class BoundMetrics {

  private final Map<String, List<MetricInstance>> judged = new HashMap<>();
  private final Map<String, List<MetricInstance>> paired = new HashMap<>();
  private final Map<String, List<MetricInstance>> computed = new HashMap<>();

  BoundMetrics(EvaluationPlan plan) {
    MetricRegistry registry = MetricRegistry.load(plan.prompts());
    for (PlannedExperiment planned : plan.experiments()) {
      String name = planned.experiment().name();
      judged.put(name, new ArrayList<>());
      paired.put(name, new ArrayList<>());
      computed.put(name, new ArrayList<>());
      for (MetricCall call : planned.experiment().metrics()) {
        MetricInstance metric = bind(registry, call);
        place(metric).getOrDefault(name, new ArrayList<>()).add(metric);
      }
    }
  }

  private Map<String, List<MetricInstance>> place(MetricInstance metric) {
    return switch (metric.info().kind()) {
      case JUDGE, EMBEDDING -> judged;
      case PAIRWISE -> paired;
      case TEXT, OPS -> computed;
    };
  }

  /** The experiment's metrics that ask models about one answer. */
  List<MetricInstance> judged(String experiment) {
    return judged.getOrDefault(experiment, List.of());
  }

  /** The experiment's metrics that compare two answers. */
  List<MetricInstance> paired(String experiment) {
    return paired.getOrDefault(experiment, List.of());
  }

  /** The experiment's metrics that are computed without calls. */
  List<MetricInstance> computed(String experiment) {
    return computed.getOrDefault(experiment, List.of());
  }

  private static MetricInstance bind(MetricRegistry registry, MetricCall call) {
    try {
      return MetricInstance.of(registry, call);
    } catch (InvalidParamsException e) {
      throw new IllegalStateException("parameters are checked before the run starts", e);
    }
  }
}
