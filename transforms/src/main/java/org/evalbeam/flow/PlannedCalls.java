package org.evalbeam.flow;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.metric.MetricInstance;
import org.jspecify.annotations.Nullable;

/**
 * How many calls a run wants of each endpoint, for its progress, by the sizes of its datasets
 * alone. A metric that asks several times is counted once, and what is kept or shared is counted
 * like the rest; {@link TrialForecast} knows better, and reads every row.
 */
public final class PlannedCalls {

  private final EvaluationPlan plan;
  private final BoundMetrics metrics;
  private final PlannedPairs pairs;
  private final Map<String, Long> trials = new HashMap<>();
  private final Map<Endpoint, Long> comparisons = new HashMap<>();

  private PlannedCalls(EvaluationPlan plan) {
    this.plan = plan;
    this.metrics = new BoundMetrics(plan);
    this.pairs = new PlannedPairs(plan, metrics);
  }

  /**
   * Counts them.
   *
   * @param sizes dataset to its rows
   * @param limit rows to use of each dataset; null for all
   */
  public static Map<Endpoint, Long> of(
      EvaluationPlan plan, Map<String, Integer> sizes, @Nullable Integer limit) {
    PlannedCalls calls = new PlannedCalls(plan);
    for (String dataset : plan.datasets()) {
      int rows = Objects.requireNonNull(sizes.get(dataset));
      calls.count(dataset, limit == null ? rows : Math.min(rows, limit));
    }
    return calls.byEndpoint();
  }

  private void count(String dataset, int rows) {
    for (PlannedExperiment planned : plan.experimentsOn(dataset)) {
      trials.put(planned.experiment().name(), (long) plan.rows(rows, planned));
    }
    for (PlannedPair pair : pairs.on(dataset)) {
      long each = (long) PlannedPair.CALLS * pair.judgeRepeats();
      comparisons.merge(pair.judge(), each * plan.rows(rows, pair.a(), pair.b()), Long::sum);
    }
  }

  private Map<Endpoint, Long> byEndpoint() {
    Map<Endpoint, Long> calls = new LinkedHashMap<>();
    plan.endpoints().forEach(endpoint -> calls.put(endpoint, 0L));
    for (PlannedExperiment planned : plan.experiments()) {
      long each = trials.getOrDefault(planned.experiment().name(), 0L);
      Endpoint answers = planned.endpoint();
      if (answers != null) {
        calls.merge(answers, each, Long::sum);
      }
      for (MetricInstance metric : metrics.judged(planned.experiment().name())) {
        calls.merge(planned.scorer(metric), each * planned.repeats(metric), Long::sum);
      }
    }
    comparisons.forEach((judge, each) -> calls.merge(judge, each, Long::sum));
    return calls;
  }
}
