package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line tells of a journal, and what dropping replies does. */
class JournalCommandTest {

  private static final String SPEC =
      """
      {'name': 'kept', 'cv': {
        'common_params': {'metrics': ['output_length'],
          'dataset': {'name': 'two', 'df': [{'query': 'one'}, {'query': 'two'}]}},
        'grid_params': {'model': [{'name': 'a', 'base_url': 'http://one.invalid'},
          {'name': 'b', 'base_url': 'http://one.invalid'}]}}}
      """;

  private Bench bench = new Bench(Path.of("."));

  @BeforeEach
  void bench(@TempDir Path folder) {
    bench = new Bench(folder);
  }

  @Test
  void itTellsTheRepliesOfEachModel() throws Exception {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      run(endpoint);
    }
    Program.Ended shown = journal("--output=" + bench.output());

    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out().lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith("test>http://one.invalid a 2 "))
        .anyMatch(line -> line.startsWith("test>http://one.invalid b 2 "))
        .anyMatch(line -> line.startsWith("1 segment, ") && line.endsWith("/journal"));
    assertThat(journal("--journal=" + bench.output().resolve("journal")).out())
        .isEqualTo(shown.out());
  }

  @Test
  void aModelThatIsDroppedIsAskedAgainAndNoOther() throws Exception {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      run(endpoint);
      Program.Ended dropped = journal("--output=" + bench.output(), "--drop-model=a");
      assertThat(dropped.out()).startsWith("dropped 2 replies of a");
      run(endpoint);

      assertThat(endpoint.stats().callsByModel()).containsEntry("a", 4L).containsEntry("b", 2L);
    }
  }

  @Test
  void allMayBeDropped() throws Exception {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      run(endpoint);
      assertThat(journal("--output=" + bench.output(), "--drop-all").out())
          .startsWith("dropped 4 replies");
      run(endpoint);

      assertThat(endpoint.stats().calls()).isEqualTo(8);
    }
  }

  @Test
  void segmentsOfManyRunsBecomeOne() throws Exception {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      run(endpoint);
      run(endpoint, "--limit=1", "--output=" + bench.folder().resolve("other"), journalOption());
      journal("--output=" + bench.output(), "--drop-model=a");
      run(endpoint);
      assertThat(journal("--output=" + bench.output(), "--compact").out())
          .startsWith("merged 2 segments")
          .contains("1 segment");
      run(endpoint);

      assertThat(endpoint.stats().callsByModel())
          .as("nothing is lost")
          .containsEntry("a", 4L)
          .containsEntry("b", 2L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--drop-all", "--drop-model=a", "--compact", "--journal=x"})
  void itTakesOneJournalAndOneAction(String second) {
    Program.Ended ended = journal("--output=" + bench.output(), second, "--drop-all");

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFolderThatIsNotThereIsToldAndNotMade() {
    Program.Ended ended = journal("--output=" + bench.output());

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("there is no journal " + bench.output());
    assertThat(bench.output()).doesNotExist();
  }

  private String journalOption() {
    return "--journal=" + bench.output().resolve("journal");
  }

  private void run(SimulatedEndpoint endpoint, String... more) {
    Program.Ended ended = bench.run(bench.spec(SPEC), endpoint, more);
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  private static Program.Ended journal(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "journal";
    System.arraycopy(options, 0, args, 1, options.length);
    return Program.run(args);
  }
}
