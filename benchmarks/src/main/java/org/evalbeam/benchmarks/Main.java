package org.evalbeam.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs benchmarks and prints their reports. A bar that is missed is a report, not a failure. */
@Command(
    name = "benchmarks/run",
    description = "Runs the program against simulated endpoints and prints figures.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Main implements Callable<Integer> {

  private static final List<Benchmark> ALL =
      List.of(
          new Window(),
          new HeavyTail(),
          new JudgeBeside(),
          new TwoEndpoints(),
          new CostOfCalls(),
          new WholeRun(),
          new RequestRate(),
          new TokenRate(),
          new UnknownRate(),
          new Killed(),
          new RunAgain(),
          new TextMetrics(),
          new Pairs(),
          new Scale());

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description =
          "window, tail, judge, two, cpu, whole, requests, tokens, unknown, kill, again,"
              + " text, pairs, scale. Default: all.")
  private List<String> names = List.of();

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "1",
      description = "Rounds of each; the report gives median and range. Default: 1.")
  private int times;

  @Option(
      names = "--scale",
      paramLabel = "SHARE",
      defaultValue = "1",
      description = "Share of the trials, to try a benchmark; its figures count at 1. Default: 1.")
  private double scale;

  private Main() {}

  public static void main(String[] args) {
    System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean whole = true;
    Path home = Path.of(System.getProperty("evalbeam.home", "."));
    Path folder = Files.createTempDirectory(home.resolve("benchmarks/target"), "bench");
    System.out.println(Machine.described());
    if (scale != 1) {
      System.out.println("scale " + scale + ": these figures say nothing about the bars");
    }
    for (Benchmark benchmark : chosen()) {
      whole &= report(benchmark, new Bench(home, folder, scale));
    }
    System.out.printf("%ninputs, tables and logs: %s%n", folder);
    return whole ? 0 : 1;
  }

  /** Whether it could be measured; where it could not, the others still can. */
  private boolean report(Benchmark benchmark, Bench bench) throws InterruptedException {
    List<List<Figure>> rounds = new ArrayList<>();
    List<String> loads = new ArrayList<>();
    System.out.println();
    try {
      for (int round = 0; round < times; round++) {
        loads.add("%.1f".formatted(Machine.load()));
        rounds.add(benchmark.measure(bench));
      }
    } catch (IOException | IllegalStateException e) {
      System.out.println(benchmark.name() + ": no figures: " + e.getMessage());
      return false;
    }
    Report.of(benchmark, rounds).forEach(System.out::println);
    System.out.println("load of the machine before each round: " + String.join(", ", loads));
    return true;
  }

  private List<Benchmark> chosen() {
    List<String> known = ALL.stream().map(Benchmark::name).toList();
    if (times < 1 || !(scale > 0 && scale <= 1) || !known.containsAll(names)) {
      throw new CommandLine.ParameterException(
          new CommandLine(this),
          "found --times="
              + times
              + " --scale="
              + scale
              + " "
              + names
              + "; --times from 1, --scale above 0 to 1, and "
              + known
              + " are allowed");
    }
    return ALL.stream().filter(b -> names.isEmpty() || names.contains(b.name())).toList();
  }
}
