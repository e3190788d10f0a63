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
 * @param scale share of the trials to run, above 0; 1 for figures that count
 */
record Bench(Path home, Path folder, double scale) {

  private static final String LOG = "log.txt";

  /** So many trials, or the bench's share of them. */
  int trials(int whole) {
    return (int) Math.ceil(whole * scale);
  }

  /** The seconds of a run that count, or the bench's share of them. */
  Stretch stretch(int from, int to) {
    return new Stretch((int) (from * scale), (int) (to * scale));
  }

  /** Starts a simulated endpoint with options of {@code evalbeam simulate}. */
  SimulatedServer serve(String... options) throws IOException {
    return SimulatedServer.start(launcher(), List.of(options));
  }

  /** The program as its user has it, with its input in a new folder. */
  Program program(Input input) throws IOException {
    return Program.of(launcher(), input, Files.createTempDirectory(folder, "run"));
  }

  /** Sends the calls of a job's first model without the program. */
  MeasuredProcess.Usage bareLoop(Job job, int inFlight) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, "bare");
    job.write(own);
    return MeasuredProcess.run(
        own.resolve(LOG),
        bare(
            BareLoop.class,
            job.models().get(0).baseUrl(),
            own.resolve(Job.ROWS).toString(),
            Integer.toString(inFlight)));
  }

  /** Reads a dataset and a journal without the program; the seconds of each. */
  Reading bareRead(Path dataset, Path journal) throws IOException, InterruptedException {
    String[] told = told(BareRead.class, dataset.toString(), journal.toString()).split(" ", -1);
    return new Reading(Double.parseDouble(told[0]), Double.parseDouble(told[1]));
  }

  /**
   * What bare reading took.
   *
   * @param dataset seconds for the dataset
   * @param journal seconds for the journal
   */
  record Reading(double dataset, double journal) {

    double whole() {
      return dataset + journal;
    }
  }

  /** Makes tables of a journal's replies with Beam, without the program; seconds. */
  double bareBeam(Path tables) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, "beam");
    return Double.parseDouble(told(BareBeam.class, tables.toString(), own.toString()));
  }

  /** The last line that a class of this benchmark prints. */
  private String told(Class<?> main, String... arguments) throws IOException, InterruptedException {
    Path log = Files.createTempDirectory(folder, "bare").resolve(LOG);
    MeasuredProcess.run(log, bare(main, arguments));
    List<String> lines = Files.readAllLines(log);
    return lines.get(lines.size() - 1);
  }

  /** Reads a table's rows and writes them again, without the program. */
  MeasuredProcess.Usage bareCopy(Path table) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, "copy");
    return MeasuredProcess.run(
        own.resolve(LOG),
        bare(BareCopy.class, table.toString(), own.resolve("copy.parquet").toString()));
  }

  /** Compares made-up scores in a heap of 2 GiB, with the arguments of {@link PairedScores}. */
  MeasuredProcess.Usage pairedScores(int variants, int rows, String... more)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of(Integer.toString(variants), Integer.toString(rows)));
    arguments.addAll(List.of(more));
    List<String> command = bare(PairedScores.class, arguments.toArray(String[]::new));
    command.add(1, "-Xmx2g");
    Path log = Files.createTempDirectory(folder, "pairs").resolve(LOG);
    return MeasuredProcess.run(log, command);
  }

  /** Rows a second that metrics of the text score: lines of a name and a number. */
  List<String> textScores() throws IOException, InterruptedException {
    Path log = Files.createTempDirectory(folder, "text").resolve(LOG);
    MeasuredProcess.run(log, bare(TextScores.class));
    return Files.readAllLines(log);
  }

  /** A class of this benchmark in a JVM set up as the launcher's. */
  private static List<String> bare(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-XX:GCTimeRatio=9",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Path launcher() {
    return home.resolve("evalbeam");
  }
}
