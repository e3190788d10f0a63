package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.evalbeam.pipeline.simulate.Delays;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a row's time is generation, and what is waiting. */
class RunTimesTest {

  /** The first call hangs for half a second before it is made again; the others wait meanwhile. */
  @Test
  void generationIsTheSuccessfulRequestAlone(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder, Bench.atOnce().delays(Delays.fixed(50)))) {
      rehearsal.faults((call, id, attempt) -> call == 1 ? Fault.HANG : null);
      rehearsal.terms("attempts: 2", "max_in_flight: 1", "timeouts: {idle: 500ms}");
      String spec = rehearsal.set(3, "'generation_time'");

      Ran ran = rehearsal.run(spec);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.calls()).isEqualTo(4);
      try (DuckDb tables = rehearsal.tables()) {
        assertThat(
                tables.number(
                    """
                    select count(*) from answers where generation_time between 0.05 and 0.5
                    and first_byte_time between 0.05 and generation_time
                    """))
            .isEqualTo(3);
        assertThat(tables.number("select count(*) from answers where attempts = 2")).isEqualTo(1);
        assertThat(
                tables.number(
                    """
                    select count(*) from answers where (attempts = 2) <> (retry_wait_time >= 0.5)
                    or (attempts = 1) <> (retry_wait_time = 0)
                    """))
            .as("rows whose time for failed requests is wrong")
            .isZero();
        assertThat(tables.number("select 1000 * max(permit_wait_time) from answers"))
            .as("ms that one waited while the only place was taken by the call that hung")
            .isGreaterThan(200);
        assertThat(
                tables.number(
                    """
                    select count(*) from observations join answers using (experiment, num_line)
                    where score <> generation_time
                    """))
            .isZero();
      }
    }
  }

  @Test
  void aReplyOfTheJournalKeepsItsTimeAndWaitsForNothing(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder, Bench.atOnce().delays(Delays.fixed(50)))) {
      String spec = rehearsal.set(3, "'generation_time', 'judge_exactness'");
      String kept = "select num_line, generation_time, first_byte_time from answers order by 1";
      String judged =
          "select num_line, judge_time from observations where judge is not null order by 1";
      rehearsal.run(spec);
      List<?> times = rehearsal.rows(kept);
      List<?> judgeTimes = rehearsal.rows(judged);

      Ran again = rehearsal.run(spec);
      assertThat(again.calls()).isZero();
      assertThat(rehearsal.rows(kept)).isEqualTo(times);
      assertThat(rehearsal.rows(judged)).isEqualTo(judgeTimes);
      assertThat(
              rehearsal.rows(
                  """
                  select distinct permit_wait_time, pacing_wait_time, retry_wait_time, attempts,
                  reply_source from answers
                  """))
          .containsExactly(List.of(0.0, 0.0, 0.0, 0, "journal"));
      assertThat(
              rehearsal.rows(
                  """
                  select distinct judge_wait_time, judge_attempts from observations
                  where judge is not null
                  """))
          .containsExactly(List.of(0.0, 0));
    }
  }
}
