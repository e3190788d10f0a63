package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;

/** Whether model and judge are busy at the same time, each at an endpoint of its own. */
final class JudgeBeside implements Benchmark {

  private static final int TRIALS = 20_000;
  private static final int IN_FLIGHT = 256;
  private static final int LATENCY_MS = 200;
  private static final Bar TIMES_THE_LONGER = Bar.atMost(1.2);

  @Override
  public String name() {
    return "judge";
  }

  @Override
  public String description() {
    return "%,d trials, model and judge at two endpoints, every call %d ms, %d in flight at each"
        .formatted(TRIALS, LATENCY_MS, IN_FLIGHT);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    int trials = bench.trials(TRIALS);
    String latency = "--latency=" + LATENCY_MS;
    try (SimulatedServer model = bench.serve(latency);
        SimulatedServer judge = bench.serve(latency)) {
      MeasuredProcess.Usage usage =
          bench
              .program(
                  Job.of(trials, Declared.inFlight(model.baseUrl(), IN_FLIGHT))
                      .judgedBy(Declared.inFlight(judge.baseUrl(), IN_FLIGHT)))
              .run();
      double reached = Span.seconds(trials, List.of(model.stats(), judge.stats()));
      double alone = Span.ideal(trials, IN_FLIGHT, LATENCY_MS);
      return List.of(
          Figure.seconds("ideal span of either alone", alone),
          Figure.seconds("calling span of the model", Span.seconds(trials, List.of(model.stats()))),
          Figure.seconds("calling span of the judge", Span.seconds(trials, List.of(judge.stats()))),
          Figure.seconds("calling span of both", reached),
          Figure.ratio("both / either alone", reached / alone).against(TIMES_THE_LONGER),
          Figure.seconds("whole run, start to exit", usage.wallSeconds()),
          Figure.megabytes("peak resident memory", usage.peakMegabytes()));
    }
  }
}
