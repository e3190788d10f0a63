package org.evalbeam.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where benchmarks run: an installation of the program, and a folder for each run. Everything that
 * is measured is a process of its own.
 *
 * @param home the repository's folder
 * @param folder where inputs, tables and logs go
 */
record Bench(Path home, Path folder) {

  private static final String LOG = "log.txt";

  /** Starts a simulated endpoint with options of {@code evalbeam simulate}. */
  SimulatedServer serve(String... options) throws IOException {
    return SimulatedServer.start(launcher(), List.of(options));
  }

  /** Runs the program as its user does. */
  MeasuredProcess.Usage run(Job job) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, "run");
    List<String> command = new ArrayList<>(List.of(launcher().toString()));
    command.addAll(job.write(own));
    return MeasuredProcess.run(own.resolve(LOG), command);
  }

  /** Sends the answering calls of a job without the program, in a JVM set up as the launcher's. */
  MeasuredProcess.Usage bareLoop(Job job) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, "bare");
    job.write(own);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseParallelGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BareLoop.class.getName(),
            job.model(),
            Job.rows(own).toString(),
            Integer.toString(job.inFlight()));
    return MeasuredProcess.run(own.resolve(LOG), command);
  }

  private Path launcher() {
    return home.resolve("evalbeam");
  }
}
