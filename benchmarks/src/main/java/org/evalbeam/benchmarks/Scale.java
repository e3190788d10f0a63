package org.evalbeam.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How the pipeline's own cost grows with the number of trials, on either runner, against reading
 * and writing the rows that come of them.
 */
final class Scale implements Benchmark {

  private static final List<Integer> TRIALS = List.of(10_000, 30_000, 100_000, 300_000, 1_000_000);
  private static final int SOME = 100_000;
  private static final int MANY = 1_000_000;
  private static final Bar GROWTH = Bar.atMost(1.2);
  private static final Bar TIMES_BARE = Bar.atMost(30);

  /** A runner, and the heap that its runs must do with. */
  private enum Runner {
    DIRECT("DirectRunner") {
      @Override
      Program run(Program program, int trials) {
        return program.within(trials > SOME ? "12g" : "2g", List.of());
      }
    },
    FLINK("embedded Flink") {
      @Override
      Program run(Program program, int trials) {
        return program.within("3g", List.of("--runner=FlinkRunner", "--flinkMaster=[local]"));
      }
    };

    private final String shown;

    Runner(String shown) {
      this.shown = shown;
    }

    abstract Program run(Program program, int trials);
  }

  /** What a run took. */
  private record Measured(int trials, MeasuredProcess.Usage usage) {

    double wallMicros() {
      return usage.wallSeconds() * 1e6 / trials;
    }

    double cpuMicros() {
      return usage.cpuSeconds() * 1e6 / trials;
    }

    double kilobytes() {
      return usage.peakMegabytes() * 1e3 / trials;
    }
  }

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public String description() {
    return "supplied outputs, %d metrics of the text; DirectRunner in 2 GiB up to %,d trials and in"
            .formatted(SuppliedOutputs.METRICS.size(), SOME)
        + " 12 GiB above, embedded Flink in 3 GiB";
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    List<Curves.Curve> wall = new ArrayList<>();
    List<Curves.Curve> cpu = new ArrayList<>();
    List<Curves.Curve> memory = new ArrayList<>();
    for (Runner runner : Runner.values()) {
      List<Measured> all = new ArrayList<>();
      Path tables = bench.home();
      for (int whole : TRIALS) {
        int trials = 2 * ((bench.trials(whole) + 1) / 2);
        Program program = runner.run(bench.program(new SuppliedOutputs(trials)), trials);
        Measured measured = new Measured(trials, program.run());
        all.add(measured);
        tables = program.tables();
        figures.addAll(figures(runner, whole, measured));
      }
      figures.addAll(against(runner, bench, all, tables));
      wall.add(curve(runner, all, Measured::wallMicros));
      cpu.add(curve(runner, all, Measured::cpuMicros));
      memory.add(curve(runner, all, Measured::kilobytes));
    }
    Curves.draw(
        "Time, start to exit", "µs a trial", wall, bench.folder().resolve("growth-time.png"));
    Curves.draw("CPU", "µs a trial", cpu, bench.folder().resolve("growth-cpu.png"));
    Curves.draw(
        "Peak resident memory", "kB a trial", memory, bench.folder().resolve("growth-memory.png"));
    return figures;
  }

  private static List<Figure> figures(Runner runner, int trials, Measured measured) {
    String what = "%s, %,d trials: ".formatted(runner.shown, trials);
    return List.of(
        new Figure(what + "start to exit", measured.wallMicros(), "µs", null),
        new Figure(what + "CPU", measured.cpuMicros(), "µs", null),
        Figure.megabytes(what + "peak memory", measured.usage().peakMegabytes()));
  }

  private static List<Figure> against(Runner runner, Bench bench, List<Measured> all, Path tables)
      throws IOException, InterruptedException {
    Measured most = all.get(TRIALS.indexOf(MANY));
    Measured some = all.get(TRIALS.indexOf(SOME));
    int metrics = SuppliedOutputs.METRICS.size();
    double bare =
        bench.bareCopy(tables.resolve("observations")).cpuSeconds()
            * 1e6
            / (most.trials() * metrics);
    String growth = "%s, a trial of %,d / a trial of %,d: ".formatted(runner.shown, MANY, SOME);
    Figure wall = Figure.ratio(growth + "time", most.wallMicros() / some.wallMicros());
    Figure cpu = Figure.ratio(growth + "CPU", most.cpuMicros() / some.cpuMicros());
    boolean bounded = runner == Runner.FLINK;
    return List.of(
        bounded ? wall.against(GROWTH) : wall,
        bounded ? cpu.against(GROWTH) : cpu,
        new Figure("bare copy of a row of observations, CPU", bare, "µs", null),
        Figure.ratio(
                "%s, %,d: CPU per trial and metric / bare".formatted(runner.shown, MANY),
                most.cpuMicros() / metrics / bare)
            .against(TIMES_BARE),
        Figure.ratio(
                "%s, %,d: CPU per trial and metric / bare".formatted(runner.shown, SOME),
                some.cpuMicros() / metrics / bare)
            .against(TIMES_BARE));
  }

  private static Curves.Curve curve(
      Runner runner, List<Measured> all, ToDoubleFunction<Measured> figure) {
    return new Curves.Curve(
        runner.shown,
        all.stream().map(measured -> (double) measured.trials()).toList(),
        all.stream().map(figure::applyAsDouble).toList());
  }
}
