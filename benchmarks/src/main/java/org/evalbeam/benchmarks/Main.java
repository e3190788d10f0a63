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
      List.of(new ConstantLatency(), new HeavyTail(), new JudgeBeside(), new CostOfCalls());

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "constant, tail, judge, cpu.")
  private List<String> names = List.of();

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "1",
      description = "Rounds of each; the report gives median and range. Default: 1.")
  private int times;

  private Main() {}

  public static void main(String[] args) {
    System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("evalbeam.home", "."));
    Path folder = Files.createTempDirectory(home.resolve("benchmarks/target"), "bench");
    System.out.println(Machine.described());
    for (Benchmark benchmark : chosen()) {
      report(benchmark, new Bench(home, folder));
    }
    System.out.printf("%ninputs, tables and logs: %s%n", folder);
    return 0;
  }

  private void report(Benchmark benchmark, Bench bench) throws IOException, InterruptedException {
    List<List<Figure>> rounds = new ArrayList<>();
    List<String> loads = new ArrayList<>();
    for (int round = 0; round < times; round++) {
      loads.add("%.1f".formatted(Machine.load()));
      rounds.add(benchmark.measure(bench));
    }
    System.out.println();
    Report.of(benchmark, rounds).forEach(System.out::println);
    System.out.println("load of the machine before each round: " + String.join(", ", loads));
  }

  private List<Benchmark> chosen() {
    List<String> known = ALL.stream().map(Benchmark::name).toList();
    if (times < 1 || !known.containsAll(names)) {
      throw new CommandLine.ParameterException(
          new CommandLine(this),
          "found --times="
              + times
              + " "
              + names
              + "; --times from 1 and "
              + known
              + " are allowed");
    }
    return ALL.stream().filter(b -> names.isEmpty() || names.contains(b.name())).toList();
  }
}
