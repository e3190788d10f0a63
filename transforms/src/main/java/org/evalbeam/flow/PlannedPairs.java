package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.flow.ComparedVariants.Compared;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.MetricCall;

/**
 * The pairs of experiments that a plan's pairwise metrics compare: on one dataset, in one repeat,
 * two variants that ask for the metric with the same parameters, and the same judge in the same
 * way. Others can't be compared, for the difference might be the judge's.
 */
final class PlannedPairs {

  private final List<PlannedPair> all = new ArrayList<>();
  private final Map<Turn, List<PlannedPair>> byTurn = new HashMap<>();
  private final Map<String, List<PlannedPair>> byFirst = new HashMap<>();
  private final Map<String, List<PlannedPair>> byDataset = new HashMap<>();
  private final Set<String> compared = new HashSet<>();

  /** Answers that meet each other. */
  private record Turn(String dataset, int repeat) {}

  PlannedPairs(EvaluationPlan plan, BoundMetrics metrics) {
    for (String dataset : plan.datasets()) {
      List<PlannedExperiment> asking =
          byVariant(
              plan.experimentsOn(dataset).stream()
                  .filter(planned -> !metrics.paired(planned.experiment().name()).isEmpty())
                  .toList());
      for (int first = 0; first < asking.size(); first++) {
        PlannedExperiment a = asking.get(first);
        for (MetricInstance metric : metrics.paired(a.experiment().name())) {
          asking.stream()
              .skip(first + 1)
              .filter(b -> compares(metric, a.experiment(), b.experiment()))
              .forEach(b -> add(new PlannedPair(metric, a, b)));
        }
      }
    }
  }

  /**
   * The experiments in the order in which their variants first come: of two variants the same one
   * is the first in every repeat, in whichever order a list has these.
   */
  private static List<PlannedExperiment> byVariant(List<PlannedExperiment> experiments) {
    Map<String, List<PlannedExperiment>> byVariant = new LinkedHashMap<>();
    for (PlannedExperiment planned : experiments) {
      byVariant
          .computeIfAbsent(planned.experiment().variant(), first -> new ArrayList<>())
          .add(planned);
    }
    return byVariant.values().stream().flatMap(List::stream).toList();
  }

  private static boolean compares(MetricInstance metric, Experiment a, Experiment b) {
    String baseline = metric.baseline();
    return a.repeat() == b.repeat()
        && !a.variant().equals(b.variant())
        && b.metrics().contains(call(a, metric.alias()))
        && Compared.asked(a.judge()).equals(Compared.asked(b.judge()))
        && a.judgeRepeats() == b.judgeRepeats()
        && (baseline == null || baseline.equals(a.variant()) || baseline.equals(b.variant()));
  }

  private static MetricCall call(Experiment experiment, String alias) {
    return experiment.metrics().stream()
        .filter(call -> call.alias().equals(alias))
        .findFirst()
        .orElseThrow();
  }

  private void add(PlannedPair pair) {
    Experiment a = pair.a().experiment();
    all.add(pair);
    byTurn.computeIfAbsent(new Turn(a.dataset(), a.repeat()), first -> new ArrayList<>()).add(pair);
    byFirst.computeIfAbsent(a.name(), first -> new ArrayList<>()).add(pair);
    byDataset.computeIfAbsent(a.dataset(), first -> new ArrayList<>()).add(pair);
    compared.add(a.name());
    compared.add(pair.b().experiment().name());
  }

  /** Every pair, in the order of the spec. */
  List<PlannedPair> all() {
    return all;
  }

  /** The pairs of a dataset. */
  List<PlannedPair> on(String dataset) {
    return byDataset.getOrDefault(dataset, List.of());
  }

  /** The pairs whose answers to a row of a dataset come in one repeat. */
  List<PlannedPair> of(String dataset, int repeat) {
    return byTurn.getOrDefault(new Turn(dataset, repeat), List.of());
  }

  /** The pairs whose first experiment this is, so that each pair is found once. */
  List<PlannedPair> startingWith(String experiment) {
    return byFirst.getOrDefault(experiment, List.of());
  }

  /** Whether an experiment's answers are compared with any other's. */
  boolean compare(String experiment) {
    return compared.contains(experiment);
  }
}
