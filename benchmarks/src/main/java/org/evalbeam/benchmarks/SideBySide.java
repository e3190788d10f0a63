package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * The same calls made twice in one round, by the bare loop and by the program, each at an endpoint
 * of its own.
 *
 * @param bare by the bare loop
 * @param program by the program
 */
record SideBySide(Calls bare, Calls program) {

  /**
   * What making the calls took.
   *
   * @param usage of the process that made them
   * @param span seconds from the first call to the last reply
   */
  record Calls(MeasuredProcess.Usage usage, double span) {}

  /**
   * Makes them.
   *
   * @param latencyMs of every call
   */
  static SideBySide measure(Bench bench, int trials, int inFlight, int latencyMs)
      throws IOException, InterruptedException {
    return new SideBySide(
        calls(bench, trials, inFlight, latencyMs, job -> bench.bareLoop(job, inFlight)),
        calls(bench, trials, inFlight, latencyMs, job -> bench.program(job).run()));
  }

  /** One of the two. */
  private interface Maker {
    MeasuredProcess.Usage make(Job job) throws IOException, InterruptedException;
  }

  private static Calls calls(Bench bench, int trials, int inFlight, int latencyMs, Maker maker)
      throws IOException, InterruptedException {
    try (SimulatedServer server = bench.serve("--latency=" + latencyMs)) {
      MeasuredProcess.Usage usage =
          maker.make(Job.of(trials, Declared.inFlight(server.baseUrl(), inFlight)));
      return new Calls(usage, Span.seconds(trials, List.of(server.stats())));
    }
  }
}
