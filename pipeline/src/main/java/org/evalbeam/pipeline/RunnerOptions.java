package org.evalbeam.pipeline;

import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a run is run: the runner's options, and what the program must know of it.
 *
 * @param options Beam's options
 * @param shards groups that the trials of one endpoint are parted into; the figures behind the
 *     choice stand in RATIONALE.md
 * @param cluster where the job is sent; null where all of it runs in this process
 */
record RunnerOptions(PipelineOptions options, int shards, @Nullable Cluster cluster) {

  /** Whether all of the job runs in this process. */
  boolean inProcess() {
    return cluster == null;
  }

  /** Processes that may make calls at the same time. */
  int workers() {
    return cluster == null ? 1 : cluster.workers();
  }
}
