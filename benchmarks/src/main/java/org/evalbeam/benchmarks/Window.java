package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whether as many calls are in flight as the endpoint allows, all the time. */
final class Window implements Benchmark {

  private static final Bar SHARE_OF_BARE_LOOP = Bar.atLeast(0.95);

  /** Half a minute of calls each. */
  private static final List<Setting> SETTINGS =
      List.of(
          new Setting(9_600, 64, 200),
          new Setting(38_400, 256, 200),
          new Setting(30_720, 1_024, 1_000));

  /** So many trials, all with one latency, with so many calls in flight. */
  private record Setting(int trials, int inFlight, int latencyMs) {

    String named(String figure) {
      return "%,d in flight, %,d ms: %s".formatted(inFlight, latencyMs, figure);
    }
  }

  @Override
  public String name() {
    return "window";
  }

  @Override
  public String description() {
    return "every call the same latency; 9,600 trials with 64 in flight at 200 ms, 38,400 with 256"
        + " at 200 ms, 30,720 with 1,024 at 1 s";
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (Setting setting : SETTINGS) {
      figures.addAll(measure(bench, setting));
    }
    return figures;
  }

  private static List<Figure> measure(Bench bench, Setting setting)
      throws IOException, InterruptedException {
    int trials = bench.trials(setting.trials());
    SideBySide both = SideBySide.measure(bench, trials, setting.inFlight(), setting.latencyMs());
    double ideal = Span.ideal(trials, setting.inFlight(), setting.latencyMs());
    double bare = both.bare().span();
    double reached = both.program().span();
    return List.of(
        Figure.perSecond(setting.named("ideal calls"), trials / ideal),
        Figure.perSecond(setting.named("calls of the bare loop"), trials / bare),
        Figure.perSecond(setting.named("calls"), trials / reached),
        Figure.ratio(setting.named("calls / bare loop"), bare / reached)
            .against(SHARE_OF_BARE_LOOP),
        Figure.ratio(setting.named("calls / ideal"), ideal / reached),
        Figure.seconds(
            setting.named("whole run, start to exit"), both.program().usage().wallSeconds()));
  }
}
