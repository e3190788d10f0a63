package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Limits are checked, and parted among workers. */
class LimitsTest {

  @Test
  void aShareOfEverything() {
    Limits limits = new Limits(600.0, 1000.0, 900.0, 90.0, 8);

    assertThat(limits.share(4)).isEqualTo(new Limits(150.0, 250.0, 225.0, 22.5, 2));
    assertThat(limits.sharePlaces(4)).isEqualTo(new Limits(600.0, 1000.0, 900.0, 90.0, 2));
  }

  @Test
  void everyWorkerMayMakeACall() {
    assertThat(new Limits(null, null, null, null, 2).share(3).maxInFlight()).isEqualTo(1);
    assertThat(Limits.UNKNOWN.share(3)).isEqualTo(Limits.UNKNOWN);
  }

  @Test
  void whatIsNoLimitIsRefused() {
    assertThatThrownBy(() -> new Limits(0.0, null, null, null, null))
        .hasMessage("requests per minute: 0.0; allowed is above 0, up to 1e+12");
    assertThatThrownBy(() -> new Limits(null, Double.NaN, null, null, null))
        .hasMessageStartingWith("tokens per minute: NaN");
    assertThatThrownBy(() -> new Limits(null, null, null, null, 0))
        .hasMessage("calls in flight: 0; allowed is 1 and more");
    assertThatThrownBy(() -> new Demand(-1, null)).hasMessageStartingWith("tokens: -1 in");
  }
}
