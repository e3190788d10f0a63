package org.evalbeam.flow;

import org.evalbeam.stats.MetricTally;

/** Merges the tallies of the blocks of one metric on one dataset, in any order and grouping. */
final class MergeTalliesFn extends TallyingFn<MetricTally, MetricTally> {

  private static final long serialVersionUID = 1L;

  MergeTalliesFn() {
    super(new TallyCoder.OfMetrics());
  }

  @Override
  public MetricTally createAccumulator() {
    return new MetricTally();
  }

  @Override
  void add(MetricTally merged, MetricTally tally) {
    merged.merge(tally);
  }

  @Override
  void merge(MetricTally merged, MetricTally tally) {
    merged.merge(tally);
  }
}
