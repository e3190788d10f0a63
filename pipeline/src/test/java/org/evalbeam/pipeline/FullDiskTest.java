package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.evalbeam.pipeline.simulate.AnswerLengths;
import org.evalbeam.pipeline.simulate.Delays;
import org.evalbeam.pipeline.simulate.Stats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more replies: the run ends, since going on would pay for what is lost. */
class FullDiskTest {

  private static final int ROWS = 80;
  private static final int IN_FLIGHT = 4;

  /**
   * A file takes 2 MiB: the libraries that the program unpacks, and some fifty of these answers.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aRunThatCannotKeepWhatItPaysForEndsAndTheNextGoesOn(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal =
        Rehearsal.in(
            folder,
            Bench.atOnce().answerLengths(new AnswerLengths(10_000, 0)).delays(Delays.fixed(5)))) {
      rehearsal.terms("max_in_flight: " + IN_FLIGHT);
      String spec = rehearsal.set(ROWS, "'output_length'");
      Program.Ended full;
      try (ChildProgram run = rehearsal.startAfter("ulimit -f 2048; ", spec)) {
        full = run.ended();
      }
      Path journal = rehearsal.bench().output().resolve("journal");
      assertThat(full.code()).as(full.err()).isEqualTo(ExitCode.FAILURE);
      assertThat(full.err())
          .contains("could not append to " + journal, "File too large", "nothing was published")
          .doesNotContain(" at org.");
      assertThat(rehearsal.bench().output().resolve("manifest.json")).doesNotExist();
      rehearsal.isAsOwed(full);
      Stats stats = rehearsal.endpoint().stats();
      assertThat(stats.ok()).as("paid before the end").isBetween(30L, 70L);

      Ran resumed = rehearsal.run(spec);
      assertThat(resumed.code()).as(resumed.err()).isZero();
      assertThat(resumed.err()).doesNotContain("unreadable");
      assertThat(resumed.log()).doesNotContain("unreadable");
      assertThat(resumed.paidAgain())
          .as("calls in flight, and those whose reply was about to be kept")
          .isBetween(1L, 2L * IN_FLIGHT);
      assertThat(rehearsal.run(spec).calls()).isZero();
    }
  }

  /** The run's folder is gone when its tables are to be written. */
  @Test
  void whereTablesCannotBeWrittenTheRepliesAreKept(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      Path runs = rehearsal.bench().output().resolve(".runs");
      rehearsal.faults(
          (call, id, attempt) -> {
            if (call == 1) {
              replaceByAFile(runs);
            }
            return null;
          });
      String spec = rehearsal.set(6, "'output_length'");

      Ran broken = rehearsal.run(spec);
      assertThat(broken.code()).as(broken.err()).isEqualTo(ExitCode.FAILURE);
      assertThat(broken.err())
          .contains("the run broke off, nothing was published", runs.toString())
          .contains("replies so far are kept in " + rehearsal.bench().output() + "/journal")
          .doesNotContain(" at org.");
      assertThat(rehearsal.bench().output().resolve("manifest.json")).doesNotExist();

      Files.delete(runs);
      rehearsal.completes(spec, 6 - broken.paid());
    }
  }

  private static void replaceByAFile(Path folder) {
    try {
      Files.move(folder, folder.resolveSibling("moved"));
      Files.createFile(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
