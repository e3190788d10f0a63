package org.evalbeam.pipeline;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.Trial;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.flow.DatasetRows;
import org.evalbeam.flow.DatasetSource;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.flow.TrialForecast;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that a run will make, by going through all trials without making any. Memory: 16
 * to 32 bytes for each different call.
 */
final class CallForecast {

  private final Map<Endpoint, EndpointForecast> byEndpoint = new LinkedHashMap<>();
  private long trials;
  private long comparisons;

  private CallForecast(EvaluationPlan plan) {
    plan.endpoints().forEach(endpoint -> byEndpoint.put(endpoint, new EndpointForecast(endpoint)));
  }

  /**
   * Goes through the rows of all datasets.
   *
   * @param ofTrials tells what the trials of a row of the plan call
   * @param limit rows to use of each dataset; null for all
   */
  static CallForecast of(
      EvaluationPlan plan,
      List<DatasetSource> sources,
      TrialForecast ofTrials,
      @Nullable Integer limit)
      throws IOException {
    CallForecast forecast = new CallForecast(plan);
    for (DatasetSource source : sources) {
      try (DatasetRows rows = DatasetRows.open(source, limit)) {
        for (DatasetRow row = rows.next(); row != null; row = rows.next()) {
          List<Trial> trials = plan.trials(row);
          forecast.trials += trials.size();
          forecast.comparisons +=
              ofTrials.ofRow(trials, call -> forecast.of(call.endpoint()).add(call));
        }
      }
    }
    return forecast;
  }

  /** Pairs of experiment and row. */
  long trials() {
    return trials;
  }

  /** Pairs of answers that are compared, as often as their judge is asked. */
  long comparisons() {
    return comparisons;
  }

  /** What is to come for an endpoint of the plan. */
  EndpointForecast of(Endpoint endpoint) {
    EndpointForecast forecast = byEndpoint.get(endpoint);
    if (forecast == null) {
      throw new IllegalArgumentException("no endpoint of this plan: " + endpoint.name());
    }
    return forecast;
  }

  /**
   * Checks that the run can do with what it may cost.
   *
   * @param maxCost what it may cost; null for no limit
   * @throws UsageException where even the least that it can cost is more
   */
  void check(@Nullable Double maxCost) throws UsageException {
    double least = 0;
    for (EndpointForecast forecast : all()) {
      EndpointForecast.Cost cost = forecast.cost();
      least += cost == null ? 0 : cost.least();
    }
    if (maxCost != null && least > maxCost) {
      throw new UsageException(
          "--max-cost: the calls to be made cost at least %.2f, more than %s; nothing was called"
              .formatted(least, maxCost));
    }
  }

  /** The endpoints, in the order of the plan. */
  List<EndpointForecast> all() {
    return List.copyOf(byEndpoint.values());
  }
}
