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

/**
 * All that workers need to know of a run besides the rows: experiments with their endpoints. Its
 * size grows with the experiments, never with rows, and it holds references to keys, never keys.
 */
public final class EvaluationPlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Map<String, String> ANY_QUERY = Map.of(Row.QUERY, "any");

  private final String runId;
  private final LinkedHashMap<String, PlannedExperiment> byName = new LinkedHashMap<>();
  private final LinkedHashMap<String, ArrayList<PlannedExperiment>> byDataset =
      new LinkedHashMap<>();
  private final HashMap<String, ArrayList<PlannedExperiment>> askingLike = new HashMap<>();
  private final HashMap<String, BitSet> samples = new HashMap<>();

  /**
   * The plan of a run.
   *
   * @param experiments in the order of the spec, with distinct names
   */
  public EvaluationPlan(String runId, List<PlannedExperiment> experiments) {
    this.runId = runId;
    for (PlannedExperiment planned : experiments) {
      if (byName.put(planned.experiment().name(), planned) != null) {
        throw new IllegalArgumentException(
            "two experiments are named " + planned.experiment().name());
      }
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
    groupByQuestion(experiments);
  }

  /**
   * Experiments make the same call for any row where they make it for one: the call itself is
   * compared, so that nothing that makes a difference to it can be forgotten here.
   */
  private void groupByQuestion(List<PlannedExperiment> experiments) {
    record Question(String dataset, AnswerCall call) {}
    Map<Question, ArrayList<PlannedExperiment>> groups = new HashMap<>();
    for (PlannedExperiment planned : experiments) {
      String dataset = planned.experiment().dataset();
      AnswerCall call = AnswerCall.of(planned, new Row(dataset, 0, 0, null, ANY_QUERY));
      if (call != null) {
        ArrayList<PlannedExperiment> alike =
            groups.computeIfAbsent(new Question(dataset, call), first -> new ArrayList<>());
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

  /** How many experiments of its group, itself included, take their answer to a row from a call. */
  public int sharing(String experiment, Row row) {
    return (int) askingLike(experiment).stream().filter(other -> uses(other, row)).count();
  }

  private List<PlannedExperiment> askingLike(String experiment) {
    ArrayList<PlannedExperiment> alike = askingLike.get(experiment);
    if (alike == null) {
      throw new IllegalArgumentException("not an experiment that calls a model: " + experiment);
    }
    return alike;
  }
}
