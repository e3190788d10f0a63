package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.evalbeam.pipeline.output.FinishedFolder;
import org.evalbeam.pipeline.report.ReportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Makes the report of a finished set again, from its tables alone. */
@Command(
    name = "report",
    description =
        "Makes report.html of a finished set again, from its tables and manifest; calls nothing.")
final class ReportCommand implements Callable<Integer> {

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Output folder of the set.")
  private String output = "";

  @Unmatched private final List<String> storeArgs = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    RunnerArgs.parse(storeArgs);
    String place = FolderOption.writable("--output", output);
    FinishedFolder folder = FinishedFolder.at(place);
    if (folder.manifest() == null) {
      throw new UsageException("--output: " + output + " holds no finished set: no manifest.json");
    }
    String missing = folder.missing();
    if (missing != null) {
      throw new UsageException(
          "--output: another version of evalbeam wrote "
              + output
              + ": "
              + missing
              + "; run the set again, its journal keeps the replies");
    }
    write(place, System.out);
    return ExitCode.OK;
  }

  /** Writes the report of a finished set and says where it is. */
  static void write(String output, PrintStream out) throws IOException {
    out.println("report: " + ReportFile.write(output));
  }
}
