package org.evalbeam.flow;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.evalbeam.stats.MetricTally;

/** Merges the tallies of the blocks of one metric on one dataset, in any order and grouping. */
final class MergeTalliesFn extends CombineFn<MetricTally, MetricTally, MetricTally> {

  private static final long serialVersionUID = 1L;

  @Override
  public MetricTally createAccumulator() {
    return new MetricTally();
  }

  @Override
  public MetricTally addInput(MetricTally merged, MetricTally tally) {
    merged.merge(tally);
    return merged;
  }

  @Override
  public MetricTally mergeAccumulators(Iterable<MetricTally> tallies) {
    MetricTally merged = new MetricTally();
    tallies.forEach(merged::merge);
    return merged;
  }

  @Override
  public MetricTally extractOutput(MetricTally merged) {
    return merged;
  }

  @Override
  public Coder<MetricTally> getAccumulatorCoder(
      CoderRegistry registry, Coder<MetricTally> inputCoder) {
    return new TallyCoder.OfMetrics();
  }

  @Override
  public Coder<MetricTally> getDefaultOutputCoder(
      CoderRegistry registry, Coder<MetricTally> inputCoder) {
    return new TallyCoder.OfMetrics();
  }
}
