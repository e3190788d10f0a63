package org.evalbeam.flow;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.Row;
import org.evalbeam.data.Trial;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.metric.Prompts;

/**
 * All that workers need to know of a run besides the rows: experiments with their endpoints. Its
 * size grows with the experiments, never with rows, and it holds references to keys, never keys.
 */
public final class EvaluationPlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String runId;
  private final CallSettings calls;
  private final Prompts prompts;
  private final LinkedHashMap<String, PlannedExperiment> byName = new LinkedHashMap<>();
  private final LinkedHashMap<String, ArrayList<PlannedExperiment>> byDataset =
      new LinkedHashMap<>();
  private final HashMap<String, BitSet> samples = new HashMap<>();

  /**
   * The plan of a run.
   *
   * @param experiments in the order of the spec, with distinct names
   */
  public EvaluationPlan(String runId, List<PlannedExperiment> experiments, CallSettings calls) {
    this(runId, experiments, calls, Prompts.SHIPPED);
  }

  /**
   * The plan of a run whose judges are asked with prompts of the user's.
   *
   * @param experiments in the order of the spec, with distinct names
   */
  public EvaluationPlan(
      String runId, List<PlannedExperiment> experiments, CallSettings calls, Prompts prompts) {
    this.prompts = prompts;
    this.runId = runId;
    this.calls = calls;
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
  }

  /** Identity of the run. */
  public String runId() {
    return runId;
  }

  /** What its calls have in common. */
  public CallSettings calls() {
    return calls;
  }

  /** What its judges are asked with. */
  public Prompts prompts() {
    return prompts;
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

  /** The trials of a row: one for each experiment whose dataset and sample hold it. */
  public List<Trial> trials(DatasetRow row) {
    List<Trial> trials = new ArrayList<>();
    for (PlannedExperiment planned : experimentsOn(row.row().dataset())) {
      if (uses(planned, row.row())) {
        trials.add(
            new Trial(
                planned.experiment().name(),
                row.row(),
                row.supplied().get(planned.experiment().variantId())));
      }
    }
    return trials;
  }

  /** Whether the row, of the experiment's dataset, is in the experiment's sample. */
  private boolean uses(PlannedExperiment planned, Row row) {
    BitSet sample = samples.get(planned.experiment().name());
    return sample == null || sample.get(row.numLine());
  }

  /**
   * How many rows all of these experiments use.
   *
   * @param first rows of their dataset, from its beginning, that are looked at
   */
  int rows(int first, PlannedExperiment... experiments) {
    BitSet used = new BitSet(first);
    used.set(0, first);
    for (PlannedExperiment planned : experiments) {
      BitSet sample = samples.get(planned.experiment().name());
      if (sample != null) {
        used.and(sample);
      }
    }
    return used.cardinality();
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
}
