package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.evalbeam.pipeline.simulate.fault.FaultPlan;
import org.evalbeam.pipeline.simulate.fault.FaultRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trouble that passes costs time, and no row. */
class PassingTroubleTest {

  private static final int ROWS = 30;

  private static final List<Fault> PASSING =
      List.of(
          Fault.ERROR_500,
          Fault.ERROR_502,
          Fault.ERROR_503,
          Fault.ERROR_529,
          Fault.RESET,
          Fault.CLOSED,
          Fault.HALF_CLOSED);

  /** Refusals do not count as attempts. */
  @ParameterizedTest
  @CsvSource({"RATE_LIMITED, openai", "RATE_LIMITED_SILENT, openai", "RATE_LIMITED, anthropic"})
  void aStormOfRefusalsPasses(Fault refusal, String protocol, @TempDir Path folder)
      throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      rehearsal.faults(FaultPlan.of(0, List.of(FaultRule.of(refusal).within(1, 6))));
      rehearsal.terms("protocol: " + protocol, "max_in_flight: 8", "attempts: 1");
      String spec = rehearsal.set(ROWS, "'output_length'");

      Ran ran = rehearsal.run(spec);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.after().rateLimited()).isEqualTo(6);
      assertThat(ran.paid()).isEqualTo(ROWS);
      assertThat(ran.calls()).as("each is refused once at most").isEqualTo(ROWS + 6);
      rehearsal.completes(spec, 0);
    }
  }

  @Test
  void whatFailsOnceIsTriedAgain(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      rehearsal.faults(
          (call, id, attempt) -> attempt == 1 ? PASSING.get((int) (call % PASSING.size())) : null);
      rehearsal.terms("attempts: 2");
      String spec = rehearsal.set(ROWS, "'output_length'");

      Ran ran = rehearsal.run(spec);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.calls()).isEqualTo(2 * ROWS);
      assertThat(ran.after().faults()).hasSize(PASSING.size());
      assertThat(rehearsal.rows("select distinct status, attempts, reply_source from answers"))
          .containsExactly(List.of("ok", 2, "call"));
      rehearsal.completes(spec, 0);
    }
  }
}
