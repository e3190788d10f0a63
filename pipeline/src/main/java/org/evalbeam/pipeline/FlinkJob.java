package org.evalbeam.pipeline;

import com.google.common.net.HostAndPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.construction.resources.PipelineResources;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How FlinkRunner is used: embedded in this process, or on a cluster that is there. */
final class FlinkJob {

  /** So many that no subtask has more than 1.2 times the mean, see RATIONALE.md. */
  private static final int SHARDS_PER_SUBTASK = 256;

  private static final String AUTO = "[auto]";

  private FlinkJob() {}

  /** Whether the options ask for Flink in this process. */
  static boolean isEmbedded(PipelineOptions given) {
    String master = given.as(FlinkPipelineOptions.class).getFlinkMaster();
    return master.startsWith("[") && !isSentByFlink(master);
  }

  /** Whether {@code flink run} has started this program. */
  private static boolean isSentByFlink(String master) {
    return master.equals(AUTO)
        && !(StreamExecutionEnvironment.getExecutionEnvironment()
            instanceof LocalStreamEnvironment);
  }

  /**
   * Completes the options.
   *
   * @throws UsageException where no cluster answers
   */
  static RunnerOptions settle(PipelineOptions given) throws UsageException {
    FlinkPipelineOptions options = given.as(FlinkPipelineOptions.class);
    // Records never change, so that steps may hand them on as they are.
    options.setFasterCopy(true);
    if (isEmbedded(options)) {
      if (options.getParallelism() < 1) {
        options.setParallelism(Runtime.getRuntime().availableProcessors());
      }
      return new RunnerOptions(options, SHARDS_PER_SUBTASK * options.getParallelism(), null);
    }
    boolean sentByFlink = options.getFlinkMaster().equals(AUTO);
    HostAndPort rest = sentByFlink ? ofSender() : given(options.getFlinkMaster());
    FlinkCluster cluster = FlinkCluster.at(rest, options.getParallelism());
    options.setParallelism(cluster.parallelism());
    int shards = SHARDS_PER_SUBTASK * cluster.parallelism();
    if (sentByFlink) {
      return new RunnerOptions(options, shards, cluster);
    }
    options.setFlinkMaster(AUTO);
    return new RunnerOptions(options, shards, new Sender(cluster, rest, options));
  }

  /** A cluster that jobs are sent to by this program. */
  private record Sender(FlinkCluster cluster, HostAndPort rest, FlinkPipelineOptions options)
      implements Cluster {

    @Override
    public int workers() {
      return cluster.workers();
    }

    @Override
    public Set<String> otherHosts() {
      return cluster.otherHosts();
    }

    @Override
    public Watch watch(String job) {
      if (options.getFilesToStage() == null) {
        options.setFilesToStage(sent(options));
      }
      PipelineResources.prepareFilesForStaging(options);
      Watch sending = FlinkEnvironment.use(rest.getHost(), rest.getPort(), options);
      Watch watched = cluster.watch(job);
      return () -> {
        watched.close();
        sending.close();
      };
    }

    @Override
    public String toString() {
      return cluster.toString();
    }
  }

  private static HostAndPort given(String master) throws UsageException {
    try {
      return HostAndPort.fromString(master.replaceFirst("^https?://", ""))
          .withDefaultPort(RestOptions.PORT.defaultValue());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--flinkMaster=" + master + ": HOST:PORT of the REST interface, or [local], is allowed");
    }
  }

  private static HostAndPort ofSender() {
    ReadableConfig sender = StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration();
    return HostAndPort.fromParts(sender.get(RestOptions.ADDRESS), sender.get(RestOptions.PORT));
  }

  /** The libraries of this program that a cluster does not have itself. */
  private static List<String> sent(FlinkPipelineOptions options) {
    return PipelineResources.detectClassPathResourcesToStage(
            FlinkRunner.class.getClassLoader(), options)
        .stream()
        .filter(file -> !isOfCluster(String.valueOf(Path.of(file).getFileName())))
        .toList();
  }

  private static boolean isOfCluster(String jar) {
    return jar.startsWith("flink-")
        || jar.startsWith("slf4j-")
        || jar.startsWith("beam-runners-direct");
  }
}
