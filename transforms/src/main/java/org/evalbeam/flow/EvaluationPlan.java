package org.evalbeam.flow;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.endpoint.Endpoint;

/**
 * All that workers need to know of a run besides the rows: experiments with their endpoints. Its
 * size grows with the experiments, never with rows, and it holds references to keys, never keys.
 */
public final class EvaluationPlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String runId;
  private final LinkedHashMap<String, PlannedExperiment> experiments = new LinkedHashMap<>();

  /** The plan of a run; experiments have distinct names. */
  public EvaluationPlan(String runId, List<PlannedExperiment> experiments) {
    this.runId = runId;
    experiments.forEach(planned -> this.experiments.put(planned.experiment().name(), planned));
  }

  /** Identity of the run. */
  public String runId() {
    return runId;
  }

  /** All experiments, in the order of the spec. */
  public List<PlannedExperiment> experiments() {
    return List.copyOf(experiments.values());
  }

  /** The experiments of a dataset. */
  public List<PlannedExperiment> experimentsOn(String dataset) {
    List<PlannedExperiment> matching = new ArrayList<>(experiments.values());
    matching.removeIf(planned -> !planned.experiment().dataset().equals(dataset));
    return matching;
  }

  /** The experiment of this name. */
  public PlannedExperiment experiment(String name) {
    PlannedExperiment planned = experiments.get(name);
    if (planned == null) {
      throw new IllegalArgumentException("no experiment of this run: " + name);
    }
    return planned;
  }

  /** Names of the datasets, in the order of their first experiment. */
  public Set<String> datasets() {
    Set<String> names = new LinkedHashSet<>();
    experiments.values().forEach(planned -> names.add(planned.experiment().dataset()));
    return names;
  }

  /** Every endpoint that the run calls. */
  public Set<Endpoint> endpoints() {
    Set<Endpoint> endpoints = new LinkedHashSet<>();
    experiments.values().forEach(planned -> endpoints.addAll(planned.endpoints()));
    return endpoints;
  }

  /**
   * How many experiments take their answer to a row from the same call, this one included: those
   * that differ in judge or metrics only.
   */
  public int sharing(PlannedExperiment one, Row row) {
    int sharing = 0;
    for (PlannedExperiment other : experiments.values()) {
      if (other.uses(row) && other.asksLike(one)) {
        sharing++;
      }
    }
    return sharing;
  }
}
