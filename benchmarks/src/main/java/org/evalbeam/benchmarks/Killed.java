package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;
import org.evalbeam.pipeline.simulate.Stats;

/** How many calls are made twice when the program is killed twice and run again. */
final class Killed implements Benchmark {

  private static final int TRIALS = 9_600;
  private static final int IN_FLIGHT = 64;
  private static final int LATENCY_MS = 200;
  private static final int KILLS = 2;
  private static final long MILLIS_BETWEEN_LOOKS = 20;
  private static final Bar CALLS_IN_FLIGHT = Bar.atMost(KILLS * IN_FLIGHT);

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public String description() {
    return ("%,d trials, every call %d ms, %d in flight; killed (SIGKILL) at a third and at two"
            + " thirds of the calls, and run again to the end")
        .formatted(TRIALS, LATENCY_MS, IN_FLIGHT);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    int trials = bench.trials(TRIALS);
    try (SimulatedServer server = bench.serve("--latency=" + LATENCY_MS)) {
      Program program =
          bench.program(Job.of(trials, Declared.inFlight(server.baseUrl(), IN_FLIGHT)));
      for (int kill = 1; kill <= KILLS; kill++) {
        killAfter((long) trials * kill / (KILLS + 1), program, server);
      }
      program.run();
      Stats stats = server.stats();
      if (stats.uniqueRequestIds() != trials) {
        throw new IllegalStateException(trials + " calls were due; the endpoint saw " + stats);
      }
      return List.of(
          Figure.calls("calls beyond the unique ones, both kills", stats.calls() - trials)
              .against(CALLS_IN_FLIGHT),
          Figure.calls("of these answered before", stats.duplicates()),
          Figure.calls("calls whose client was gone", stats.abandoned()));
    }
  }

  /** The program, killed once the endpoint has seen so many calls. */
  private static void killAfter(long calls, Program program, SimulatedServer server)
      throws IOException, InterruptedException {
    Process process = program.start();
    try {
      while (server.stats().calls() < calls) {
        if (!process.isAlive()) {
          throw new IOException("the program ended before it was killed; see " + program.folder());
        }
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
