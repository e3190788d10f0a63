package org.evalbeam.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.Unknown;

/**
 * The variants that metrics name as their baseline. A variant has its name from all experiments of
 * the set, so these are checked when all are read, and only where nothing else is wrong.
 */
final class Baselines {

  private final Problems problems;
  private final List<Named> named = new ArrayList<>();

  private record Named(Place place, String variant, String dataset, MetricCall metric) {}

  Baselines(Problems problems) {
    this.problems = problems;
  }

  /**
   * Notes a baseline.
   *
   * @param variant its name
   * @param dataset the dataset of the experiment that asks for the metric
   */
  void add(Place place, String variant, String dataset, MetricCall metric) {
    named.add(new Named(place, variant, dataset, metric));
  }

  /** Reports those that no variant has which asks for the same. */
  void check(List<Experiment> experiments) {
    for (Named baseline : named) {
      SortedSet<String> variants = new TreeSet<>();
      for (Experiment experiment : experiments) {
        if (experiment.dataset().equals(baseline.dataset)
            && experiment.metrics().contains(baseline.metric)) {
          variants.add(experiment.variant());
        }
      }
      if (!variants.contains(baseline.variant)) {
        problems.add(
            baseline.place,
            Unknown.message("variant", baseline.variant, variants)
                + " (variants of this dataset that ask for the metric)");
      }
    }
  }
}
