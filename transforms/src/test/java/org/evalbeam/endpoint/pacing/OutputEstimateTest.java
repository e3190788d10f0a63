package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is reserved for a reply before it is known. */
class OutputEstimateTest {

  private static final double QUICK = 0.5;
  private static final double SLOW = 20;
  private static final Demand MOST_4096 = new Demand(100, 4096L);

  private final OutputEstimate estimate = new OutputEstimate();

  @Test
  void aRequestThatNamesNothingTakesWhatRepliesTookSoFar() {
    Demand unnamed = new Demand(100, null);
    assertThat(estimate.of(unnamed, SLOW, 0)).isEqualTo(256);

    learn(1000);

    assertThat(estimate.of(unnamed, SLOW, 0)).isBetween(990L, 1000L);
  }

  @Test
  void whileNothingIsKnownTheWholeIsReserved() {
    assertThat(estimate.of(MOST_4096, SLOW, 0)).isEqualTo(4096);
  }

  @Test
  void whereReservingTheWholeCostsLittleItIsReserved() {
    learn(1000);

    assertThat(estimate.of(MOST_4096, QUICK, 0)).isEqualTo(4096);
  }

  @Test
  void whereItWouldHoldARunUpForLongTheLikelyIsReserved() {
    learn(100);

    assertThat(estimate.of(MOST_4096, SLOW, 0)).isBetween(100L, 150L);
    assertThat(estimate.of(new Demand(100, 50L), SLOW, 0)).isEqualTo(50);
  }

  @Test
  void aRefusalMakesItCautiousForSomeMinutes() {
    learn(100);
    long likely = estimate.of(MOST_4096, SLOW, 0);
    estimate.refused(0);

    long minute = Duration.ofMinutes(1).toNanos();
    assertThat(estimate.of(MOST_4096, SLOW, 0)).isEqualTo(4096);
    assertThat(estimate.of(MOST_4096, SLOW, minute)).isEqualTo(likely + (4096 - likely + 1) / 2);
    assertThat(estimate.of(MOST_4096, SLOW, 20 * minute)).isEqualTo(likely);
  }

  private void learn(long tokens) {
    for (int i = 0; i < 500; i++) {
      estimate.learn(tokens);
    }
  }
}
