package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;

/** What a run of usual size takes from start to exit: reading, scoring and tables included. */
final class WholeRun implements Benchmark {

  private static final int TRIALS = 20_000;
  private static final int IN_FLIGHT = 64;
  private static final Bar CPU_SECONDS = Bar.atMost(20);
  private static final Bar MEGABYTES = Bar.atMost(1_000);

  @Override
  public String name() {
    return "whole";
  }

  @Override
  public String description() {
    return "%,d trials, replies at once, %d in flight; the process from start to exit"
        .formatted(TRIALS, IN_FLIGHT);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    SideBySide both = SideBySide.measure(bench, bench.trials(TRIALS), IN_FLIGHT, 0);
    MeasuredProcess.Usage bare = both.bare().usage();
    MeasuredProcess.Usage usage = both.program().usage();
    return List.of(
        Figure.seconds("CPU, bare loop", bare.cpuSeconds()),
        Figure.seconds("CPU", usage.cpuSeconds()).against(CPU_SECONDS),
        Figure.megabytes("peak resident memory, bare loop", bare.peakMegabytes()),
        Figure.megabytes("peak resident memory", usage.peakMegabytes()).against(MEGABYTES),
        Figure.seconds("calling span", both.program().span()),
        Figure.seconds("start to exit", usage.wallSeconds()));
  }
}
