package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.function.Function;
import org.evalbeam.pipeline.simulate.Seconds;
import org.evalbeam.pipeline.simulate.Stats;

/**
 * A run against an endpoint that limits it, as the endpoint saw it.
 *
 * @param stats of the whole run
 * @param seconds of its single seconds
 */
record LimitedRun(Stats stats, Seconds seconds) {

  /**
   * Runs the program.
   *
   * @param job makes the job for the endpoint's base URL; every trial of it must be answered
   * @param options of the endpoint
   */
  static LimitedRun measure(Bench bench, Function<String, Job> job, String... options)
      throws IOException, InterruptedException {
    try (SimulatedServer server = bench.serve(options)) {
      bench.program(job.apply(server.baseUrl())).run();
      return new LimitedRun(server.stats(), server.seconds());
    }
  }

  /** Replies of status 429, as a percentage of all calls of the run. */
  Figure rateLimited(String name) {
    return Figure.percent(name, 100.0 * stats.rateLimited() / stats.calls());
  }

  /** Replies of status 429 in some seconds, as a percentage of the replies in these. */
  Figure rateLimited(String name, Stretch stretch) {
    double refused = stretch.sum(seconds.rateLimited());
    return Figure.percent(name, 100 * refused / (refused + stretch.sum(seconds.ok())));
  }
}
