package org.evalbeam.flow;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.metric.MetricInstance;
import org.jspecify.annotations.Nullable;

/**
 * How many calls a run wants of each endpoint, for its progress: rows are counted, and no request
 * is built. A metric that asks several times is counted once, and what is kept or shared is counted
 * like the rest; {@link TrialForecast} knows better, and takes three times as long.
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
   * @param limit rows to use of each dataset; null for all
   */
  public static Map<Endpoint, Long> of(
      EvaluationPlan plan, List<DatasetSource> sources, @Nullable Integer limit)
      throws IOException {
    PlannedCalls calls = new PlannedCalls(plan);
    for (DatasetSource source : sources) {
      try (DatasetRows rows = DatasetRows.open(source, limit)) {
        for (DatasetRow row = rows.next(); row != null; row = rows.next()) {
          calls.count(row);
        }
      }
    }
    return calls.byEndpoint();
  }

  private void count(DatasetRow row) {
    for (PlannedExperiment planned : plan.experimentsOn(row.row().dataset())) {
      if (plan.uses(planned, row.row())) {
        trials.merge(planned.experiment().name(), 1L, Long::sum);
      }
    }
    for (PlannedPair pair : pairs.on(row.row().dataset())) {
      if (pair.uses(plan, row.row())) {
        comparisons.merge(pair.judge(), (long) PlannedPair.CALLS * pair.judgeRepeats(), Long::sum);
      }
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
