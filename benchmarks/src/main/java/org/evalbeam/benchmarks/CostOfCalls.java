package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;

/** What a call costs the machine that makes it, with an endpoint that replies at once. */
final class CostOfCalls implements Benchmark {

  private static final int TRIALS = 20_000;
  private static final int IN_FLIGHT = 64;

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public String description() {
    return "%,d trials, replies at once, %d in flight; the process from start to exit"
        .formatted(TRIALS, IN_FLIGHT);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    MeasuredProcess.Usage bare;
    try (SimulatedServer server = bench.serve("--latency=0")) {
      bare = bench.bareLoop(new Job(TRIALS, server.baseUrl(), null, IN_FLIGHT));
      var unused = Span.seconds(TRIALS, List.of(server.stats()));
    }
    MeasuredProcess.Usage run;
    double span;
    try (SimulatedServer server = bench.serve("--latency=0")) {
      run = bench.run(new Job(TRIALS, server.baseUrl(), null, IN_FLIGHT));
      span = Span.seconds(TRIALS, List.of(server.stats()));
    }
    return List.of(
        Figure.seconds("CPU per 1,000 calls, bare loop", perThousand(bare.cpuSeconds())),
        Figure.seconds("CPU per 1,000 calls", perThousand(run.cpuSeconds())),
        Figure.ratio("CPU / that of the bare loop", run.cpuSeconds() / bare.cpuSeconds()),
        Figure.seconds("calling span", span),
        Figure.megabytes("peak resident memory, bare loop", bare.peakMegabytes()),
        Figure.megabytes("peak resident memory", run.peakMegabytes()));
  }

  private static double perThousand(double cpuSeconds) {
    return cpuSeconds / (TRIALS / 1000.0);
  }
}
