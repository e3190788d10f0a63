package org.evalbeam.pipeline;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.pipeline.output.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** The main job: an experiment set becomes tables. */
@Command(
    name = "run",
    description = "Runs an experiment set into Parquet tables.",
    footer = "Other --name=value options go to Beam, such as --runner=FlinkRunner.")
final class RunCommand implements Callable<Integer> {

  @Mixin private final SetOptions set = new SetOptions();

  @Mixin private final CallOptions calls = new CallOptions();

  @Mixin private final SharingOptions sharing = new SharingOptions();

  @Mixin private final StatisticsOptions statistics = new StatisticsOptions();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the tables: a path, or a URI of a file system that Beam knows.")
  private String output = "";

  @Option(
      names = "--max-failure-rate",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of rows, from 0 to 1, that may fail or be unparsed before the exit code is 3."
              + " Default: ${DEFAULT-VALUE}.")
  private double maxFailureRate;

  @Option(
      names = "--json",
      description = "Print the result as one JSON object, for scripts; progress goes to stderr.")
  private boolean json;

  @Option(
      names = "--no-report",
      description =
          "Write no report.html, which takes a look at every row; `evalbeam report` makes it from"
              + " the tables.")
  private boolean noReport;

  @Unmatched private final List<String> runnerArgs = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (!(maxFailureRate >= 0 && maxFailureRate <= 1)) {
      throw new UsageException(
          "--max-failure-rate: found " + maxFailureRate + "; a number from 0 to 1 is allowed");
    }
    calls.check();
    sharing.check();
    statistics.check();
    RunnerArgs runner = RunnerArgs.parse(runnerArgs);
    String folder = FolderOption.writable("--output", output);
    PreparedSet prepared = PrepareSet.prepare(set, Keys.ofProcess());
    prepared.warn(System.err);
    PrintStream out =
        json
            ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
            : System.out;
    Counts counts =
        new RunSet(prepared, folder, calls, sharing, statistics, set.limit, runner, out, System.err)
            .run();
    if (!noReport) {
      ReportCommand.write(folder, out);
    }
    if (json) {
      System.out.println(RunJson.of(RunFolder.of(folder, "read")));
    }
    if (counts.failureRate() <= maxFailureRate) {
      return ExitCode.OK;
    }
    System.err.printf(
        "%.4f of the rows failed or were unparsed, more than --max-failure-rate=%s; the tables say"
            + " why (columns status and reason). The same command tries again what failed, and"
            + " calls nothing else again.%n",
        counts.failureRate(), maxFailureRate);
    return ExitCode.TOO_MANY_FAILURES;
  }
}
