package org.evalbeam.pipeline;

import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;

/** How the Dataflow runner is used: with a bound on workers, since limits are shared by them. */
final class DataflowJob implements Cluster {

  /** Workers where the user sets no bound; one makes some thousand calls a second. */
  private static final int WORKERS = 4;

  /** As many for each worker as keep all its threads at work to the end. */
  private static final int SHARDS_PER_WORKER = 256;

  private final int workers;

  private DataflowJob(int workers) {
    this.workers = workers;
  }

  /** Completes the options. */
  static RunnerOptions settle(PipelineOptions given) {
    DataflowScale scale = given.as(DataflowScale.class);
    if (scale.getMaxNumWorkers() < 1) {
      scale.setMaxNumWorkers(Math.max(WORKERS, scale.getNumWorkers()));
    }
    int workers = scale.getMaxNumWorkers();
    return new RunnerOptions(given, SHARDS_PER_WORKER * workers, new DataflowJob(workers));
  }

  @Override
  public int workers() {
    return workers;
  }

  @Override
  public Set<String> otherHosts() {
    return Set.of("Dataflow's machines");
  }

  /** Nothing to do before it is sent; {@link JobEnd} looks after it from then on. */
  @Override
  public Watch watch(String job) {
    return () -> {};
  }

  @Override
  public String toString() {
    return "Dataflow: %d workers at most share the limits".formatted(workers);
  }
}
