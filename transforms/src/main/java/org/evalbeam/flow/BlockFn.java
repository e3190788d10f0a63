package org.evalbeam.flow;

import java.util.Iterator;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.ScoreBlock;

/** Gathers the observations of a block, and tallies them once all are there. */
final class BlockFn extends CombineFn<ScoreBlock.Entry, ScoreBlock, MetricTally> {

  private static final long serialVersionUID = 1L;

  @Override
  public ScoreBlock createAccumulator() {
    return new ScoreBlock();
  }

  @Override
  public ScoreBlock addInput(ScoreBlock block, ScoreBlock.Entry seen) {
    block.add(seen);
    return block;
  }

  @Override
  public ScoreBlock mergeAccumulators(Iterable<ScoreBlock> blocks) {
    Iterator<ScoreBlock> each = blocks.iterator();
    ScoreBlock merged = each.hasNext() ? each.next() : createAccumulator();
    each.forEachRemaining(merged::merge);
    return merged;
  }

  @Override
  public MetricTally extractOutput(ScoreBlock block) {
    return block.tally();
  }

  @Override
  public Coder<ScoreBlock> getAccumulatorCoder(
      CoderRegistry registry, Coder<ScoreBlock.Entry> inputCoder) {
    return new TallyCoder.OfBlocks();
  }

  @Override
  public Coder<MetricTally> getDefaultOutputCoder(
      CoderRegistry registry, Coder<ScoreBlock.Entry> inputCoder) {
    return new TallyCoder.OfMetrics();
  }
}
