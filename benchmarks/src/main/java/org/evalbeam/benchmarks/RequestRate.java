package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a declared rate of requests is used in full and kept to, however the endpoint counts:
 * strictly, or by fixed minutes. Three minutes are counted, so that as many of the endpoint's own
 * minutes lie in them wherever these begin.
 */
final class RequestRate implements Benchmark {

  private static final int PER_MINUTE = 6_000;
  private static final int TRIALS = 20_000;
  private static final Bar USED = Bar.atLeast(0.98);
  private static final Bar REFUSED_PERCENT = Bar.atMost(0.1);

  @Override
  public String name() {
    return "requests";
  }

  @Override
  public String description() {
    return "%,d trials, %,d requests/min declared; three minutes after the first 10 s are counted"
        .formatted(TRIALS, PER_MINUTE);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(measure(bench, "bucket of 1 s", "--requests-per-second=" + PER_MINUTE / 60));
    figures.addAll(measure(bench, "fixed minutes", "--requests-per-minute=" + PER_MINUTE));
    return figures;
  }

  private static List<Figure> measure(Bench bench, String limit, String option)
      throws IOException, InterruptedException {
    LimitedRun run =
        LimitedRun.measure(
            bench,
            url -> Job.of(bench.trials(TRIALS), Declared.requestsPerMinute(url, PER_MINUTE)),
            option,
            "--latency=200");
    return List.of(
        Figure.ratio(
                limit + ": used / allowed",
                bench.stretch(10, 190).used(run.seconds().ok(), PER_MINUTE))
            .against(USED),
        run.rateLimited(limit + ": replies of status 429").against(REFUSED_PERCENT));
  }
}
