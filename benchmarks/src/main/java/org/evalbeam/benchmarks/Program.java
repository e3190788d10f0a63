package org.evalbeam.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program with the input of one job: may be run again, with the same command.
 *
 * @param folder where input, tables and log are
 * @param command the launcher and its arguments
 */
record Program(Path folder, List<String> command) {

  private static final String TABLES = "tables";

  static Program of(Path launcher, Job job, Path folder) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "run"));
    command.addAll(job.write(folder));
    command.add("--output=" + folder.resolve(TABLES));
    return new Program(folder, List.copyOf(command));
  }

  /** Runs it to its end. */
  MeasuredProcess.Usage run() throws IOException, InterruptedException {
    return MeasuredProcess.run(log(), command);
  }

  /** Starts it. The launcher ends by becoming the JVM, so the process is the program's own. */
  Process start() throws IOException {
    return MeasuredProcess.start(log(), command);
  }

  /** The folder of the tables. */
  Path tables() {
    return folder.resolve(TABLES);
  }

  private Path log() {
    return folder.resolve("log.txt");
  }
}
