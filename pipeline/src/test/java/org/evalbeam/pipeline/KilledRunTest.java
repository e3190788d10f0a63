package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.evalbeam.pipeline.simulate.Delays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed pay again at most for the calls that were under way. */
class KilledRunTest {

  private static final int ROWS = 60;
  private static final int IN_FLIGHT = 8;

  /** Early, in the middle, and near the end; each run goes on where the one before was killed. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whatWasPaidBeforeAKillIsNotPaidAgain(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder, Bench.atOnce().delays(Delays.fixed(20)))) {
      rehearsal.terms("max_in_flight: " + IN_FLIGHT);
      String spec = rehearsal.set(ROWS, "'output_length', 'judge_exactness'");
      long callsOfAll = 2 * ROWS;
      List<Long> kills = List.of(5L, callsOfAll / 2, callsOfAll - 5);
      for (int kill = 0; kill < kills.size(); kill++) {
        killAt(kills.get(kill), rehearsal, spec);

        assertThat(rehearsal.bench().output().resolve("manifest.json")).doesNotExist();
        assertThat(rehearsal.endpoint().stats().duplicates())
            .as("paid again after %d kills", kill)
            .isLessThanOrEqualTo((long) kill * 2 * IN_FLIGHT);
      }
      try (Stream<Path> left = Files.list(rehearsal.bench().output().resolve(".runs"))) {
        assertThat(left).as("folders of killed runs").hasSize(kills.size());
      }
      Ran last = rehearsal.run(spec);
      assertThat(last.code()).as(last.err()).isZero();
      assertThat(last.after().ok()).isEqualTo(callsOfAll + last.after().duplicates());
      assertThat(last.after().duplicates()).isLessThanOrEqualTo(3L * 2 * IN_FLIGHT);
      assertThat(rehearsal.run(spec).calls()).isZero();
    }
  }

  /** Lets a run live until so many replies are due, over all runs. */
  private static void killAt(long calls, Rehearsal rehearsal, String spec) throws Exception {
    CountDownLatch reached = rehearsal.reaches(calls);
    try (ChildProgram run = rehearsal.start(spec)) {
      assertThat(reached.await(60, TimeUnit.SECONDS)).as("%d replies are due", calls).isTrue();
      run.kill();
      Program.Ended ended = run.ended();

      assertThat(ended.code()).as(ended.err()).isEqualTo(128 + 9);
      rehearsal.isAsOwed(ended);
    }
  }
}
