package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The cubic curve: worked points. */
class LearnedLimitTest {

  private static final double TOLERANCE = 1e-9;

  @Test
  void theCurve() {
    assertThat(after(0).now()).isCloseTo(85, within(TOLERANCE));
    assertThat(after(10).now()).isCloseTo(100 - 15 / 8.0, within(TOLERANCE));
    assertThat(after(20).now()).isCloseTo(100, within(TOLERANCE));
    assertThat(after(30).now()).isCloseTo(100 + 15 / 8.0, within(TOLERANCE));
    assertThat(after(60).now()).isCloseTo(220, within(TOLERANCE));
  }

  @Test
  void belowAndOutgrown() {
    assertThat(after(5).below()).isTrue();
    assertThat(after(20).below()).isFalse();
    assertThat(after(57).outgrown()).isFalse();
    assertThat(after(58).outgrown()).isTrue();
  }

  private static LearnedLimit after(int seconds) {
    LearnedLimit limit = new LearnedLimit(100);
    limit.used(Duration.ofSeconds(seconds).toNanos());
    return limit;
  }
}
