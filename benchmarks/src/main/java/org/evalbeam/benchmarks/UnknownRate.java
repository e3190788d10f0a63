package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;

/** How well a limit is found that nobody has declared. */
final class UnknownRate implements Benchmark {

  private static final int PER_SECOND = 100;
  private static final int TRIALS = 19_000;
  private static final Bar USED = Bar.atLeast(0.9);
  private static final Bar REFUSED_PERCENT = Bar.atMost(5);

  @Override
  public String name() {
    return "unknown";
  }

  @Override
  public String description() {
    return "%,d trials, every call 200 ms, %d requests/s allowed and nothing declared"
        .formatted(TRIALS, PER_SECOND);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    LimitedRun run =
        LimitedRun.measure(
            bench,
            url -> Job.of(bench.trials(TRIALS), Declared.nothing(url)),
            "--requests-per-second=" + PER_SECOND,
            "--latency=200");
    Stretch later = bench.stretch(60, 180);
    return List.of(
        Figure.ratio(
                "used / allowed, second and third minute",
                later.used(run.seconds().ok(), PER_SECOND * 60))
            .against(USED),
        run.rateLimited("replies of status 429, likewise", later),
        run.rateLimited("replies of status 429, whole run").against(REFUSED_PERCENT));
  }
}
