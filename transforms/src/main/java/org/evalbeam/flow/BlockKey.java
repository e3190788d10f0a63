package org.evalbeam.flow;

import org.evalbeam.data.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Which observations are held together until their rows, and the clusters of these, are whole.
 *
 * @param dataset dataset
 * @param metric metric as shown
 * @param block number of the block: from 0 for rows without a cluster, below 0 for clusters
 */
public record BlockKey(String dataset, String metric, int block) {

  /** Rows of a block; enough that the pairs' tallies, one set for each block, are few. */
  private static final int ROWS = 1024;

  /** Blocks that the clusters of a dataset are dealt to. */
  private static final int CLUSTER_BLOCKS = 64;

  /** The block of an observation. */
  static BlockKey of(Observation seen) {
    return new BlockKey(seen.dataset(), seen.metric(), block(seen.numLine(), seen.cluster()));
  }

  /** Number of the block of a row and its cluster. */
  static int block(int numLine, @Nullable String cluster) {
    return cluster == null
        ? numLine / ROWS
        : -1 - Math.floorMod(cluster.hashCode(), CLUSTER_BLOCKS);
  }

  MetricKey metricKey() {
    return new MetricKey(dataset, metric);
  }
}
