package org.evalbeam.flow;

import java.util.Iterator;
import org.apache.beam.sdk.coders.Coder;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.ScoreBlock;

/** Gathers the observations of a block, and tallies them once all are there. */
final class BlockFn extends CodedFn<ScoreBlock.Entry, ScoreBlock, MetricTally> {

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
  Coder<ScoreBlock> gathered() {
    return new TallyCoder.OfBlocks();
  }

  @Override
  Coder<MetricTally> combined() {
    return new TallyCoder.OfMetrics();
  }
}
