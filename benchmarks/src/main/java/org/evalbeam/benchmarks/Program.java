package org.evalbeam.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program with the input of one job: may be run again, with the same command.
 *
 * @param folder where input, tables and log are
 * @param command the launcher and its arguments
 * @param heap most heap of its JVM, such as {@code 2g}; null for what the launcher takes
 */
record Program(Path folder, List<String> command, @Nullable String heap) {

  private static final String TABLES = "tables";

  static Program of(Path launcher, Input input, Path folder) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "run"));
    command.addAll(input.write(folder));
    command.add("--output=" + folder.resolve(TABLES));
    return new Program(folder, List.copyOf(command), null);
  }

  /** The same in a heap of a stated size, with more arguments. */
  Program within(String mostHeap, List<String> arguments) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(arguments);
    return new Program(folder, List.copyOf(longer), mostHeap);
  }

  /** Runs it to its end. */
  MeasuredProcess.Usage run() throws IOException, InterruptedException {
    return MeasuredProcess.run(log(), command, environment());
  }

  /** Starts it. The launcher ends by becoming the JVM, so the process is the program's own. */
  Process start() throws IOException {
    return MeasuredProcess.start(log(), command, environment());
  }

  private Map<String, String> environment() {
    return heap == null ? Map.of() : Map.of("EVALBEAM_JAVA_OPTS", "-Xmx" + heap);
  }

  /** The folder of the tables. */
  Path tables() {
    return folder.resolve(TABLES);
  }

  private Path log() {
    return folder.resolve("log.txt");
  }
}
