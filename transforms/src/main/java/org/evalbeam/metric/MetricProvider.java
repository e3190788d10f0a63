package org.evalbeam.metric;

import java.util.List;

/**
 * Brings metrics to evalbeam: the one interface that a jar on the class path implements, named in
 * its {@code META-INF/services/org.evalbeam.metric.MetricProvider}.
 *
 * <p>A provider gives a list, so that a family of metrics which differ only in a prompt or a figure
 * is lines in one class, and a jar is registered once.
 */
public interface MetricProvider {

  /** The metrics of this provider, each with a name of its own. */
  List<Metric> metrics();

  /**
   * The same metrics with prompts that a user may have replaced by files; only providers that take
   * their prompts from there need to care.
   */
  default List<Metric> metrics(Prompts prompts) {
    return metrics();
  }
}
