package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a declared rate of tokens is used in full and kept to, with answers of very different
 * lengths, whether the endpoint counts what a request may use or what it did use.
 */
final class TokenRate implements Benchmark {

  private static final int PER_MINUTE = 1_200_000;
  private static final int TRIALS = 15_000;
  private static final int MOST_TOKENS = 1_024;
  private static final Bar USED = Bar.atLeast(0.95);
  private static final Bar REFUSED_PERCENT = Bar.atMost(0.5);

  private static final List<String> ENDPOINT =
      List.of(
          "--tokens-per-minute=" + PER_MINUTE,
          "--latency=500",
          "--answer-tokens=200",
          "--answer-sigma=1");

  @Override
  public String name() {
    return "tokens";
  }

  @Override
  public String description() {
    return ("%,d trials, %,d tokens/min declared, answers of a log-normal length (median 200, sigma"
            + " 1, at most %,d); three minutes after the first 10 s are counted")
        .formatted(TRIALS, PER_MINUTE, MOST_TOKENS);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(measure(bench, "by reservation", "--reserve-tokens"));
    figures.addAll(measure(bench, "by usage"));
    return figures;
  }

  private static List<Figure> measure(Bench bench, String limit, String... more)
      throws IOException, InterruptedException {
    LimitedRun run =
        LimitedRun.measure(
            bench,
            url ->
                Job.of(bench.trials(TRIALS), Declared.tokensPerMinute(url, PER_MINUTE))
                    .withMaxTokens(MOST_TOKENS),
            Stream.concat(ENDPOINT.stream(), Arrays.stream(more)).toArray(String[]::new));
    return List.of(
        Figure.ratio(
                limit + ": used / allowed",
                bench.stretch(10, 190).used(run.seconds().tokens(), PER_MINUTE))
            .against(USED),
        run.rateLimited(limit + ": replies of status 429").against(REFUSED_PERCENT));
  }
}
