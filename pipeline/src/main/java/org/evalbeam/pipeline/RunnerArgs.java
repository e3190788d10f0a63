package org.evalbeam.pipeline;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * The runner that the command line asks for, and its options, before anybody is asked. Runners are
 * known by name, since a slim installation has the classes of one only.
 */
final class RunnerArgs {

  private static final Pattern MISSING_PROPERTY =
      Pattern.compile("missing a property named '([^']*)'");

  private static final Pattern UNKNOWN_RUNNER =
      Pattern.compile("Unknown 'runner' specified '(.*?)'");

  private final PipelineOptions options;

  private RunnerArgs(PipelineOptions options) {
    this.options = options;
  }

  /**
   * Parses the options that the command line does not know itself. From then on this process's file
   * systems go by them.
   *
   * @param args options of the form {@code --name=value}
   * @throws UsageException where Beam does not know one either
   */
  static RunnerArgs parse(List<String> args) throws UsageException {
    PipelineOptions options;
    try {
      options =
          PipelineOptionsFactory.fromArgs(args.toArray(String[]::new)).withValidation().create();
      options.getRunner();
    } catch (IllegalArgumentException e) {
      throw new UsageException(told(String.valueOf(e.getMessage())));
    }
    RunnerArgs parsed = new RunnerArgs(options);
    switch (parsed.runner()) {
      case "DirectRunner", "FlinkRunner", "DataflowRunner" -> {}
      default ->
          throw new UsageException(
              "--runner="
                  + parsed.runner()
                  + ": DirectRunner, FlinkRunner and DataflowRunner are allowed");
    }
    FileSystems.setDefaultPipelineOptions(options);
    return parsed;
  }

  /** Beam names the property that it misses, deep in a sentence about its classes. */
  private static String told(String beamsMessage) {
    Matcher missing = MISSING_PROPERTY.matcher(beamsMessage);
    if (missing.find()) {
      return "unknown option --" + missing.group(1) + ": neither evalbeam nor Beam has it";
    }
    Matcher runner = UNKNOWN_RUNNER.matcher(beamsMessage);
    return runner.find()
        ? "--runner=" + runner.group(1) + ": this jar is without it; see docs/packages.md"
        : "Beam can't take these options: " + beamsMessage;
  }

  private String runner() {
    return options.getRunner().getSimpleName();
  }

  /** Whether all of the job would run in this process. */
  boolean inProcess() {
    return switch (runner()) {
      case "FlinkRunner" -> FlinkJob.isEmbedded(options);
      case "DataflowRunner" -> false;
      default -> true;
    };
  }

  /**
   * Completes the options with what the program knows better, asking the cluster where there is
   * one.
   *
   * @param lanes evaluating steps of the pipeline, which run side by side
   * @param calling whether any of them makes calls
   * @throws UsageException where no cluster answers
   */
  RunnerOptions settle(int lanes, boolean calling) throws UsageException {
    return switch (runner()) {
      case "FlinkRunner" -> FlinkJob.settle(options);
      case "DataflowRunner" -> DataflowJob.settle(options);
      default -> DirectJob.settle(options, lanes, calling);
    };
  }
}
