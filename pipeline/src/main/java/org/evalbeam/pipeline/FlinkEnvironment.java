package org.evalbeam.pipeline;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.time.Time;
import org.apache.flink.api.java.RemoteEnvironment;
import org.apache.flink.client.cli.ClientOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.jspecify.annotations.Nullable;

/**
 * How jobs are sent to a cluster. It asks of any cluster what Beam's own environment can't: that a
 * job goes on when a worker dies, though nobody has set the cluster up for it, and that it ends
 * when nobody waits for it any more.
 */
@SuppressWarnings("deprecation") // Beam's batch jobs are of Flink's DataSet API, as this must be
final class FlinkEnvironment extends RemoteEnvironment {

  /**
   * A worker that dies costs one for itself, and one more for each step whose results were lost
   * with it: whoever wants those finds out only when it is started again.
   */
  private static final int RESTARTS = 6;

  private static final long MILLIS_BEFORE_RESTART = 5_000;
  private static final int MOST_TRIES = 5;

  private FlinkEnvironment(
      String host, int port, Configuration settings, FlinkPipelineOptions options) {
    super(host, port, settings, options.getFilesToStage().toArray(String[]::new));
    int restarts = options.getNumberOfExecutionRetries();
    long delay = options.getExecutionRetryDelay();
    getConfig()
        .setRestartStrategy(
            RestartStrategies.fixedDelayRestart(
                restarts < 0 ? RESTARTS : restarts,
                Time.milliseconds(delay < 0 ? MILLIS_BEFORE_RESTART : delay)));
  }

  /**
   * Makes Beam send this process's jobs by it, as it does by what {@code flink run} brings, until
   * that is closed.
   */
  static Cluster.Watch use(String host, int port, FlinkPipelineOptions options) {
    Configuration settings = settings(options.getFlinkConfDir());
    FlinkEnvironment environment = new FlinkEnvironment(host, port, settings, options);
    initializeContextEnvironment(() -> environment);
    return FlinkEnvironment::stopUsing;
  }

  private static void stopUsing() {
    resetContextEnvironment();
  }

  private static Configuration settings(@Nullable String folder) {
    Configuration settings =
        folder == null || folder.isEmpty()
            ? GlobalConfiguration.loadConfiguration()
            : GlobalConfiguration.loadConfiguration(folder);
    settings.set(DeploymentOptions.SHUTDOWN_IF_ATTACHED, true);
    settings.set(ClientOptions.CLIENT_HEARTBEAT_TIMEOUT, FlinkCluster.PATIENCE.toMillis());
    settings.set(RestOptions.RETRY_MAX_ATTEMPTS, MOST_TRIES);
    return settings;
  }
}
