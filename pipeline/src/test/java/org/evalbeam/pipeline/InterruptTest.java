package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run in a process of its own that its user stops. */
class InterruptTest {

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--runner=FlinkRunner"})
  @EnabledOnOs(OS.LINUX)
  void anInterruptedRunEndsWith130AndPublishesNothing(String runner, @TempDir Path folder)
      throws Exception {
    Bench bench = new Bench(folder);
    String spec =
        bench.spec(
            """
            {'name': 's', 'experiments': [{'name': 'a', 'dataset': 'ham_radio',
              'model': {'name': 'm', 'base_url': 'http://one.invalid'},
              'metrics': ['output_length']}]}
            """);
    CountDownLatch called = new CountDownLatch(1);
    Program.Ended ended;
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(neverAnswering(called));
        ChildProgram run =
            ChildProgram.start(
                folder,
                "",
                bench.args(spec, bench.everythingTo(endpoint.baseUrl()), "--limit=3", runner))) {
      assertThat(called.await(60, TimeUnit.SECONDS)).isTrue();
      run.interrupt();
      ended = run.ended();
    }
    assertThat(ended.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(ended.err().lines())
        .filteredOn(line -> line.contains("interrupted"))
        .singleElement()
        .asString()
        .contains("nothing was published", bench.output() + "/.runs/", "may be removed")
        .contains(
            "replies so far are kept in " + bench.output() + "/journal",
            "the same command goes on from there");
    assertThat(bench.output().resolve("manifest.json")).doesNotExist();
    assertThat(bench.output()).isDirectoryNotContaining("glob:**/answers");
  }

  private static SimulatedOptions neverAnswering(CountDownLatch called) {
    return Bench.atOnce()
        .faults(
            (call, id, attempt) -> {
              called.countDown();
              return Fault.HANG;
            })
        .build();
  }
}
