package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.evalbeam.pipeline.simulate.Delays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one journal, at one time. */
class SharedJournalTest {

  private static final int ROWS = 40;
  private static final int CALLS = 2 * ROWS;

  @Test
  @EnabledOnOs(OS.LINUX)
  void bothAreWholeAndNoCallIsPaidThreeTimes(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder, Bench.atOnce().delays(Delays.fixed(20)))) {
      rehearsal.terms("max_in_flight: 4");
      String spec = rehearsal.set(ROWS, "'output_length', 'judge_exactness'");
      String journal = "--journal=" + folder.resolve("journal");
      try (ChildProgram one = rehearsal.start(spec, journal);
          ChildProgram other =
              rehearsal.start(spec, journal, "--output=" + folder.resolve("other"))) {
        Program.Ended first = one.ended();
        Program.Ended second = other.ended();

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(second.code()).as(second.err()).isZero();
        rehearsal.isAsOwed(first);
        rehearsal.isAsOwed(second);
      }
      Owed.wholeTables(folder.resolve("other"));
      assertThat(rehearsal.endpoint().stats().ok()).isBetween((long) CALLS, 2L * CALLS);
      assertThat(rehearsal.endpoint().stats().uniqueRequestIds()).isEqualTo(CALLS);
      assertThat(rehearsal.endpoint().stats().duplicates()).isLessThanOrEqualTo(CALLS);

      Ran third = rehearsal.run(spec, journal);
      assertThat(third.code()).as(third.err()).isZero();
      assertThat(third.calls()).isZero();
      assertThat(Files.isDirectory(rehearsal.bench().output().resolve("journal"))).isFalse();
    }
  }
}
