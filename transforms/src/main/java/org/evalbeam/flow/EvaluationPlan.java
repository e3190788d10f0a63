package org.evalbeam.flow;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.flow.PlannedExperiment.Question;

/**
 * All that workers need to know of a run besides the rows: experiments with their endpoints. Its
 * size grows with the experiments, never with rows, and it holds references to keys, never keys.
 */
public final class EvaluationPlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String runId;
  private final LinkedHashMap<String, PlannedExperiment> byName = new LinkedHashMap<>();
  private final LinkedHashMap<String, ArrayList<PlannedExperiment>> byDataset =
      new LinkedHashMap<>();
  private final LinkedHashMap<String, ArrayList<PlannedExperiment>> askingLike =
      new LinkedHashMap<>();
  private final HashMap<String, BitSet> samples = new HashMap<>();

  /** The plan of a run; experiments have distinct names. */
  public EvaluationPlan(String runId, List<PlannedExperiment> experiments) {
    this.runId = runId;
    for (PlannedExperiment planned : experiments) {
      byName.put(planned.experiment().name(), planned);
      byDataset
          .computeIfAbsent(planned.experiment().dataset(), name -> new ArrayList<>())
          .add(planned);
      List<Integer> sample = planned.experiment().sample();
      if (sample != null) {
        BitSet rows = new BitSet();
        sample.forEach(rows::set);
        samples.put(planned.experiment().name(), rows);
      }
    }
    Map<Question, ArrayList<PlannedExperiment>> byQuestion = new HashMap<>();
    for (PlannedExperiment planned : experiments) {
      Question question = planned.question();
      if (question != null) {
        ArrayList<PlannedExperiment> alike =
            byQuestion.computeIfAbsent(question, asked -> new ArrayList<>());
        alike.add(planned);
        askingLike.put(planned.experiment().name(), alike);
      }
    }
  }

  /** Identity of the run. */
  public String runId() {
    return runId;
  }

  /** All experiments, in the order of the spec. */
  public List<PlannedExperiment> experiments() {
    return List.copyOf(byName.values());
  }

  /** The experiments of a dataset. */
  public List<PlannedExperiment> experimentsOn(String dataset) {
    return byDataset.getOrDefault(dataset, new ArrayList<>());
  }

  /** The experiment of this name. */
  public PlannedExperiment experiment(String name) {
    PlannedExperiment planned = byName.get(name);
    if (planned == null) {
      throw new IllegalArgumentException("no experiment of this run: " + name);
    }
    return planned;
  }

  /** Whether the row, of the experiment's dataset, is in the experiment's sample. */
  public boolean uses(PlannedExperiment planned, Row row) {
    BitSet sample = samples.get(planned.experiment().name());
    return sample == null || sample.get(row.numLine());
  }

  /** Names of the datasets, in the order of their first experiment. */
  public Set<String> datasets() {
    return byDataset.keySet();
  }

  /** Every endpoint that the run calls. */
  public Set<Endpoint> endpoints() {
    Set<Endpoint> endpoints = new LinkedHashSet<>();
    byName.values().forEach(planned -> endpoints.addAll(planned.endpoints()));
    return endpoints;
  }

  /**
   * How many experiments take their answer to a row from the same call: those that differ in judge
   * or metrics only.
   *
   * @return at least 1 where the experiment calls a model for the row
   */
  public int sharing(String experiment, Row row) {
    int sharing = 0;
    for (PlannedExperiment other : askingLike.getOrDefault(experiment, new ArrayList<>())) {
      if (uses(other, row)) {
        sharing++;
      }
    }
    return sharing;
  }
}
