package org.evalbeam.benchmarks;

import java.util.List;
import org.evalbeam.pipeline.simulate.Stats;

/** The time in which calls were made, as the endpoints saw it. */
final class Span {

  private Span() {}

  /**
   * Seconds from the arrival of the first call to the sending of the last reply, over all of these
   * endpoints.
   *
   * @param calls that each endpoint must have answered, so that no figure rests on fewer
   * @throws IllegalStateException where an endpoint saw other calls than these
   */
  static double seconds(int calls, List<Stats> endpoints) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Stats stats : endpoints) {
      if (stats.calls() != calls || stats.ok() != calls) {
        throw new IllegalStateException(calls + " calls were due; the endpoint saw " + stats);
      }
      first = Math.min(first, stats.firstCallMs());
      last = Math.max(last, stats.lastReplyMs());
    }
    return (last - first) / 1e3;
  }

  /** Seconds that calls of one latency take at the least: full rounds of all in flight. */
  static double ideal(int calls, int inFlight, int latencyMs) {
    return Math.ceil((double) calls / inFlight) * latencyMs / 1e3;
  }
}
