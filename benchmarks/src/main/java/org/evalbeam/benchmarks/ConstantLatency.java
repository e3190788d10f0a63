package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;

/** How near the calls come to what the endpoint allows, when all take the same time. */
final class ConstantLatency implements Benchmark {

  private static final int TRIALS = 30_000;
  private static final int IN_FLIGHT = 256;
  private static final int LATENCY_MS = 200;
  private static final Bar SHARE_OF_IDEAL = Bar.atLeast(0.90);

  @Override
  public String name() {
    return "constant";
  }

  @Override
  public String description() {
    return "%,d trials, every call %d ms, %d in flight".formatted(TRIALS, LATENCY_MS, IN_FLIGHT);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    double ideal = Span.ideal(TRIALS, IN_FLIGHT, LATENCY_MS);
    double bare;
    try (SimulatedServer server = bench.serve("--latency=" + LATENCY_MS)) {
      bench.bareLoop(new Job(TRIALS, server.baseUrl(), null, IN_FLIGHT));
      bare = Span.seconds(TRIALS, List.of(server.stats()));
    }
    MeasuredProcess.Usage usage;
    double reached;
    try (SimulatedServer server = bench.serve("--latency=" + LATENCY_MS)) {
      usage = bench.run(new Job(TRIALS, server.baseUrl(), null, IN_FLIGHT));
      reached = Span.seconds(TRIALS, List.of(server.stats()));
    }
    return List.of(
        Figure.seconds("ideal calling span", ideal),
        Figure.seconds("calling span of the bare loop", bare),
        Figure.seconds("calling span", reached),
        Figure.ratio("ideal / calling span", ideal / reached).against(SHARE_OF_IDEAL),
        Figure.ratio("ideal / that of the bare loop", ideal / bare),
        Figure.ratio("bare loop / calling span", bare / reached),
        Figure.seconds("whole run, start to exit", usage.wallSeconds()),
        Figure.megabytes("peak resident memory", usage.peakMegabytes()));
  }
}
