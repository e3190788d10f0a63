package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;

/** Whether few very slow calls hold up the many: against list scheduling of the same latencies. */
final class HeavyTail implements Benchmark {

  private static final int TRIALS = 60_000;
  private static final int IN_FLIGHT = 256;
  private static final int LATENCY_MS = 200;
  private static final double SLOW_SHARE = 0.01;
  private static final int SLOW_FACTOR = 30;
  private static final Bar SHARE_OF_LIST_SCHEDULING = Bar.atLeast(0.85);

  @Override
  public String name() {
    return "tail";
  }

  @Override
  public String description() {
    return "%,d trials, calls of %d ms, %.0f %% of them %d times slower, %d in flight"
        .formatted(TRIALS, LATENCY_MS, 100 * SLOW_SHARE, SLOW_FACTOR, IN_FLIGHT);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    int trials = bench.trials(TRIALS);
    try (SimulatedServer server =
        bench.serve(
            "--latency=" + LATENCY_MS,
            "--slow-share=" + SLOW_SHARE,
            "--slow-factor=" + SLOW_FACTOR,
            "--record-latencies")) {
      MeasuredProcess.Usage usage =
          bench.program(Job.of(trials, Declared.inFlight(server.baseUrl(), IN_FLIGHT))).run();
      double reached = Span.seconds(trials, List.of(server.stats()));
      double scheduled = ListSchedule.makespan(server.latencies(), IN_FLIGHT) / 1e3;
      return List.of(
          Figure.seconds("list scheduling of the same latencies", scheduled),
          Figure.seconds("calling span", reached),
          Figure.ratio("list scheduling / calling span", scheduled / reached)
              .against(SHARE_OF_LIST_SCHEDULING),
          Figure.seconds("whole run, start to exit", usage.wallSeconds()),
          Figure.megabytes("peak resident memory", usage.peakMegabytes()));
    }
  }
}
