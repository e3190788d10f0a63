package org.evalbeam.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {

  @Test
  void onlyItsOwnSecondsAreAddedUp() {
    assertThat(new Stretch(1, 3).sum(List.of(1L, 10L, 100L, 1_000L))).isEqualTo(110);
  }

  @Test
  void whatIsGivenBackInOneSecondCountsAgainstTheOthers() {
    assertThat(new Stretch(0, 2).sum(List.of(500L, -200L, 7L))).isEqualTo(300);
  }

  @Test
  void theShareIsOfWhatTheseSecondsAllow() {
    // 120 a minute allow 2 a second; 3 of 4 were used.
    assertThat(new Stretch(1, 3).used(List.of(2L, 2L, 1L, 0L), 120)).isEqualTo(0.75);
  }

  @Test
  void theLastSecondOfARunIsNotWhole() {
    assertThatThrownBy(() -> new Stretch(1, 3).sum(List.of(5L, 5L, 5L)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("seconds 1 to 3 were to be counted; the run was over after 3");
  }
}
