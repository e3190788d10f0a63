package org.evalbeam.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a process to its end and tells what it took. Time and memory are read while it runs: the CPU
 * seconds miss at most what it uses between two looks.
 */
final class MeasuredProcess {

  private static final long MILLIS_BETWEEN_LOOKS = 20;
  private static final String PEAK_MEMORY = "VmHWM:";

  private MeasuredProcess() {}

  /**
   * What a process took.
   *
   * @param wallSeconds from its start to its end
   * @param cpuSeconds of its own threads, in user and system mode
   * @param peakMegabytes most resident memory, in 10^6 bytes; NaN where there is no /proc
   */
  record Usage(double wallSeconds, double cpuSeconds, double peakMegabytes) {}

  /**
   * Runs a command.
   *
   * @param log file for all that it prints; what it holds already stays
   * @throws IOException where it ends with another exit code than 0
   */
  static Usage run(Path log, List<String> command) throws IOException, InterruptedException {
    return run(log, command, Map.of());
  }

  /**
   * Runs a command.
   *
   * @param environment variables besides those of this process
   */
  static Usage run(Path log, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = start(log, command, environment);
    Duration cpu = Duration.ZERO;
    double peak = Double.NaN;
    try {
      while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
        cpu = process.info().totalCpuDuration().orElse(cpu);
        double seen = peakMegabytes(process.pid());
        peak = Double.isNaN(seen) ? peak : seen;
      }
    } finally {
      process.destroy();
    }
    double wall = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(
          "exit code %d of %s:%n%s".formatted(process.exitValue(), command, Files.readString(log)));
    }
    return new Usage(wall, cpu.toNanos() / 1e9, peak);
  }

  /** Starts a command that somebody else waits for. */
  static Process start(Path log, List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static double peakMegabytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith(PEAK_MEMORY)) {
          String kibibytes = line.substring(PEAK_MEMORY.length()).replace("kB", "").strip();
          return Long.parseLong(kibibytes) * 1024 / 1e6;
        }
      }
    } catch (IOException gone) {
      // it has just ended, or there is no /proc
    }
    return Double.NaN;
  }
}
