package org.evalbeam.flow;

import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.metric.MetricInstance;

/**
 * Two experiments, the same repeat of two variants, whose answers a metric compares row by row.
 *
 * @param metric the metric, which both ask for with the same parameters and the same judge
 * @param a the experiment of the variant that comes first in the spec
 * @param b the other
 */
record PlannedPair(MetricInstance metric, PlannedExperiment a, PlannedExperiment b) {

  /** Calls of one preference: the answers in either order. */
  static final int CALLS = 2;

  /** Where the judge of both is. */
  Endpoint judge() {
    return a.judgeEndpoint();
  }

  /** How often the judge compares two answers. */
  int judgeRepeats() {
    return a.repeats(metric);
  }
}
