package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * What one more call costs the machine that makes it, with an endpoint that replies at once: a long
 * run less a short one, so that start and warming up do not count.
 */
final class CostOfCalls implements Benchmark {

  private static final int SHORT = 20_000;
  private static final int LONG = 60_000;
  private static final int IN_FLIGHT = 64;
  private static final Bar TIMES_THE_BARE_LOOP = Bar.atMost(2);

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public String description() {
    return "%,d trials less %,d, replies at once, %d in flight".formatted(LONG, SHORT, IN_FLIGHT);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    int few = bench.trials(SHORT);
    int many = bench.trials(LONG);
    SideBySide shorter = SideBySide.measure(bench, few, IN_FLIGHT, 0);
    SideBySide longer = SideBySide.measure(bench, many, IN_FLIGHT, 0);
    double thousands = (many - few) / 1e3;
    double bare = (cpu(longer.bare()) - cpu(shorter.bare())) / thousands;
    double reached = (cpu(longer.program()) - cpu(shorter.program())) / thousands;
    return List.of(
        Figure.seconds("CPU per 1,000 calls, bare loop", bare),
        Figure.seconds("CPU per 1,000 calls", reached),
        Figure.ratio("CPU / that of the bare loop", reached / bare).against(TIMES_THE_BARE_LOOP),
        Figure.seconds("CPU of the longer run, start to exit", cpu(longer.program())),
        Figure.megabytes(
            "peak resident memory of the longer run", longer.program().usage().peakMegabytes()));
  }

  private static double cpu(SideBySide.Calls calls) {
    return calls.usage().cpuSeconds();
  }
}
