package org.evalbeam.flow;

import org.evalbeam.data.Preference;

/**
 * Which preferences are held together until their rows, and the clusters of these, are whole.
 *
 * @param pair what is compared
 * @param block number of the block, as {@link BlockKey} has it
 */
public record PairBlock(Preference.Key pair, int block) {

  static PairBlock of(Preference seen) {
    return new PairBlock(seen.key(), BlockKey.block(seen.numLine(), seen.cluster()));
  }
}
