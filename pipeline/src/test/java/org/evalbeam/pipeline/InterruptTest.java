package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.evalbeam.pipeline.simulate.Delays;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own that its user stops. */
class InterruptTest {

  private static final int MOST_POLLS = 600;

  @Test
  @EnabledOnOs(OS.LINUX)
  void anInterruptedRunEndsWith130AndPublishesNothing(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String spec =
        bench.spec(
            """
            {'name': 's', 'experiments': [{'name': 'a', 'dataset': 'ham_radio',
              'model': {'name': 'm', 'base_url': 'http://one.invalid'},
              'metrics': ['output_length']}]}
            """);
    Path err = folder.resolve("err");
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(Bench.atOnce().delays(Delays.fixed(600_000)).build())) {
      Process run = start(bench, spec, endpoint, err);
      try {
        awaitFirstCall(run, endpoint);
        interrupt(run);

        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
      } finally {
        run.destroyForcibly();
      }
      assertThat(endpoint.stats().calls()).isPositive();
    }
    assertThat(Files.readAllLines(err))
        .filteredOn(line -> line.contains("interrupted"))
        .singleElement()
        .asString()
        .contains("nothing was published", bench.output() + "/.runs/", "may be removed");
    assertThat(bench.output().resolve("manifest.json")).doesNotExist();
    assertThat(bench.output()).isDirectoryNotContaining("glob:**/answers");
  }

  /** A shell may have told its children to ignore interrupts, which they would inherit. */
  private static Process start(Bench bench, String spec, SimulatedEndpoint endpoint, Path err)
      throws IOException {
    return new ProcessBuilder(
            List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Devalbeam.home=" + System.getProperty("evalbeam.home", "."),
                "org.evalbeam.pipeline.Main",
                "run",
                "--spec=" + spec,
                "--output=" + bench.output(),
                "--endpoints=" + bench.everythingTo(endpoint.baseUrl()),
                "--limit=3"))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(err.toFile())
        .start();
  }

  private static void awaitFirstCall(Process run, SimulatedEndpoint endpoint)
      throws InterruptedException {
    boolean ended = false;
    for (int poll = 0; poll < MOST_POLLS && !ended && endpoint.stats().calls() == 0; poll++) {
      ended = run.waitFor(100, TimeUnit.MILLISECONDS);
    }
    assertThat(ended).as("ended before its first call").isFalse();
    assertThat(endpoint.stats().calls()).isPositive();
  }

  private static void interrupt(Process run) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(run.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
