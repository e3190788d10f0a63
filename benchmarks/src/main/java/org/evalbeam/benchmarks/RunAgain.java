package org.evalbeam.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What it takes to run again over answers that are all paid for. */
final class RunAgain implements Benchmark {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int TRIALS = 100_000;
  private static final int IN_FLIGHT = 64;
  private static final Bar NONE = Bar.atMost(0);
  private static final Bar TIMES_BARE_READING = Bar.atMost(5);

  @Override
  public String name() {
    return "again";
  }

  @Override
  public String description() {
    return "%,d trials, run again with the same command".formatted(TRIALS);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    try (SimulatedServer server = bench.serve("--latency=0")) {
      Program program =
          bench.program(
              Job.of(bench.trials(TRIALS), Declared.inFlight(server.baseUrl(), IN_FLIGHT)));
      program.run();
      Bench.Reading reading =
          bench.bareRead(program.folder().resolve(Job.ROWS), program.tables().resolve("journal"));
      double beam = bench.bareBeam(program.tables());
      long callsBefore = server.stats().calls();
      MeasuredProcess.Usage again = program.run();
      double evaluation = evaluationSeconds(program.tables().resolve("manifest.json"));
      return List.of(
          Figure.calls("calls of the second run", server.stats().calls() - callsBefore)
              .against(NONE),
          Figure.seconds("bare reading of dataset and journal", reading.whole()),
          Figure.seconds("of these, the journal", reading.journal()),
          Figure.seconds("bare Beam: the journal read, two tables written", beam),
          Figure.seconds("evaluation of the second run", evaluation),
          Figure.ratio("evaluation / bare reading", evaluation / reading.whole())
              .against(TIMES_BARE_READING),
          Figure.ratio("evaluation / bare reading of the journal", evaluation / reading.journal()),
          Figure.ratio("bare Beam / bare reading", beam / reading.whole()),
          Figure.ratio("evaluation / bare Beam", evaluation / beam),
          Figure.seconds("second run, start to exit", again.wallSeconds()),
          Figure.seconds("CPU of the second run", again.cpuSeconds()),
          Figure.megabytes("peak resident memory of the second run", again.peakMegabytes()));
    }
  }

  /** From a started JVM with the set read to the last table, as the manifest tells it. */
  private static double evaluationSeconds(Path manifest) throws IOException {
    JsonNode told = JSON.readTree(manifest.toFile());
    return Duration.between(instant(told, "started"), instant(told, "finished")).toMillis() / 1e3;
  }

  private static Instant instant(JsonNode manifest, String field) {
    return Instant.parse(manifest.path(field).asText());
  }
}
