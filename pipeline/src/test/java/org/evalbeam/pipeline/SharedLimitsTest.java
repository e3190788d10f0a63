package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that share a limit do not exceed it together. */
class SharedLimitsTest {

  @Test
  void moreWorkersThanCallsMayBeInFlightAreRefused(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder, Bench.atOnce())) {
      rehearsal.terms("max_in_flight: 4");
      String spec = rehearsal.set(1, "'output_length'");

      Ran refused = rehearsal.run(spec, "--workers=5");
      assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err())
          .contains("max_in_flight: 5 workers make 5 calls at once at least, and m at http")
          .contains(" takes 4; allowed are up to 4 workers")
          .doesNotContain("\tat ");
      assertThat(refused.calls()).isZero();

      assertThat(rehearsal.run(spec, "--workers=4").code()).isZero();
    }
  }
}
