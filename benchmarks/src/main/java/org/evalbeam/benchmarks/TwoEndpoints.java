package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;
import org.evalbeam.pipeline.simulate.Stats;

/** Whether a slow endpoint leaves a fast one beside it its own pace. */
final class TwoEndpoints implements Benchmark {

  private static final int TRIALS = 4_800;
  private static final int IN_FLIGHT = 64;
  private static final int FAST_MS = 200;
  private static final int SLOW_MS = 2_000;
  private static final Bar TIMES_ITS_IDEAL = Bar.atMost(1.2);

  @Override
  public String name() {
    return "two";
  }

  @Override
  public String description() {
    return ("%,d rows asked of two endpoints, every call %,d ms at one and %,d ms at the other,"
            + " %d in flight at each")
        .formatted(TRIALS, FAST_MS, SLOW_MS, IN_FLIGHT);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    int trials = bench.trials(TRIALS);
    try (SimulatedServer fast = bench.serve("--latency=" + FAST_MS);
        SimulatedServer slow = bench.serve("--latency=" + SLOW_MS)) {
      bench
          .program(
              Job.of(
                  trials,
                  Declared.inFlight(slow.baseUrl(), IN_FLIGHT),
                  Declared.inFlight(fast.baseUrl(), IN_FLIGHT)))
          .run();
      double both = Span.seconds(trials, List.of(fast.stats(), slow.stats()));
      double ideal = Span.ideal(trials, IN_FLIGHT, FAST_MS);
      double reached = sinceFirstCall(fast.stats(), slow.stats());
      return List.of(
          Figure.seconds("ideal span of the fast one", ideal),
          Figure.seconds("first call of either to last reply of the fast one", reached),
          Figure.ratio("that / ideal", reached / ideal).against(TIMES_ITS_IDEAL),
          Figure.seconds("ideal span of the slow one", Span.ideal(trials, IN_FLIGHT, SLOW_MS)),
          Figure.seconds("calling span of both", both));
    }
  }

  /** A fast one that is only let begin late has waited, too. */
  private static double sinceFirstCall(Stats fast, Stats slow) {
    return (fast.lastReplyMs() - Math.min(fast.firstCallMs(), slow.firstCallMs())) / 1e3;
  }
}
