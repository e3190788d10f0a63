package org.evalbeam.flow;

import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.evalbeam.data.Observation;

/** Combines the observations of one dataset, variant and metric, in any order and grouping. */
final class SummarizeFn extends CombineFn<Observation, ScoreTally, ScoreTally> {

  private static final long serialVersionUID = 1L;

  @Override
  public ScoreTally createAccumulator() {
    return ScoreTally.empty();
  }

  @Override
  public ScoreTally addInput(ScoreTally tally, Observation seen) {
    tally.add(seen);
    return tally;
  }

  @Override
  public ScoreTally mergeAccumulators(Iterable<ScoreTally> tallies) {
    ScoreTally merged = ScoreTally.empty();
    tallies.forEach(merged::merge);
    return merged;
  }

  @Override
  public ScoreTally extractOutput(ScoreTally tally) {
    return tally;
  }
}
