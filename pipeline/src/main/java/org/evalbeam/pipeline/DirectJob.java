package org.evalbeam.pipeline;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/** How DirectRunner is used: all in this process. */
final class DirectJob {

  private DirectJob() {}

  /**
   * Shards for all processors, and one at least for each lane. A bundle is a shard there and holds
   * a thread while it waits for its calls, so there are as many threads; more of either only make
   * DirectRunner copy its steps more often. A single lane that makes calls has a single shard: its
   * work is done by the threads that call, and a second thread of the runner would spin whenever
   * the first is busy.
   */
  static RunnerOptions settle(PipelineOptions given, int lanes, boolean calling) {
    DirectOptions options = given.as(DirectOptions.class);
    int processors = Runtime.getRuntime().availableProcessors();
    int shards = lanes == 1 && calling ? 1 : (processors + lanes - 1) / lanes;
    options.setTargetParallelism(shards * lanes);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    return new RunnerOptions(options, shards, null);
  }
}
