package org.evalbeam.pipeline;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * The runner's options: what the user gave, and what the program knows better. How many shards suit
 * which runner is decided here and nowhere else; the figures behind it stand in RATIONALE.md.
 *
 * @param options Beam's options
 * @param shards groups that the trials of one endpoint are parted into
 * @param inProcess whether all of the job runs in this process
 */
record RunnerOptions(PipelineOptions options, int shards, boolean inProcess) {

  private static final int FLINK_SHARDS_PER_SLOT = 128;

  private static final Pattern MISSING_PROPERTY =
      Pattern.compile("missing a property named '([^']*)'");

  /**
   * Parses the options that the command line does not know itself.
   *
   * @param args options of the form {@code --name=value}
   * @param lanes evaluating steps of the pipeline, which run side by side
   * @param calling whether any of them makes calls
   * @throws UsageException where Beam does not know one either
   */
  static RunnerOptions parse(List<String> args, int lanes, boolean calling) throws UsageException {
    PipelineOptions options;
    try {
      options =
          PipelineOptionsFactory.fromArgs(args.toArray(String[]::new)).withValidation().create();
      options.getRunner();
    } catch (IllegalArgumentException e) {
      throw new UsageException(told(String.valueOf(e.getMessage())));
    }
    if (options.getRunner() == DirectRunner.class) {
      return direct(options.as(DirectOptions.class), lanes, calling);
    }
    if (options.getRunner() == FlinkRunner.class) {
      return flink(options.as(FlinkPipelineOptions.class));
    }
    throw new UsageException(
        "--runner=" + options.getRunner().getSimpleName() + ": DirectRunner and FlinkRunner are");
  }

  /** Beam names the property that it misses, deep in a sentence about its classes. */
  private static String told(String beamsMessage) {
    Matcher missing = MISSING_PROPERTY.matcher(beamsMessage);
    return missing.find()
        ? "unknown option --" + missing.group(1) + ": neither evalbeam nor Beam has it"
        : "Beam can't take these options: " + beamsMessage;
  }

  /**
   * Shards for all processors, and one at least for each lane. A bundle is a shard there and holds
   * a thread while it waits for its calls, so there are as many threads; more of either only make
   * DirectRunner copy its steps more often. A single lane that makes calls has a single shard: its
   * work is done by the threads that call, and a second thread of the runner would spin whenever
   * the first is busy.
   */
  private static RunnerOptions direct(DirectOptions options, int lanes, boolean calling) {
    int processors = Runtime.getRuntime().availableProcessors();
    int shards = lanes == 1 && calling ? 1 : (processors + lanes - 1) / lanes;
    options.setTargetParallelism(shards * lanes);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    return new RunnerOptions(options, shards, true);
  }

  private static RunnerOptions flink(FlinkPipelineOptions options) {
    boolean embedded = options.getFlinkMaster().startsWith("[");
    if (embedded && options.getParallelism() < 1) {
      options.setParallelism(Runtime.getRuntime().availableProcessors());
    }
    int slots = Math.max(1, options.getParallelism());
    return new RunnerOptions(options, FLINK_SHARDS_PER_SLOT * slots, embedded);
  }
}
