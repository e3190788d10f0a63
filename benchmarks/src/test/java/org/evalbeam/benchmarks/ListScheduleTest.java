package org.evalbeam.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListScheduleTest {

  @Test
  void callsStartInOrderOnTheServerThatIsFreeFirst() {
    // Two servers: 3 and 1 start at 0, 1 at 1, 2 at 2, 4 at 3; the last ends at 7.
    assertThat(ListSchedule.makespan(List.of(3, 1, 1, 2, 4), 2)).isEqualTo(7);
  }

  @Test
  void equalLatenciesGiveFullRounds() {
    assertThat(ListSchedule.makespan(List.of(200, 200, 200, 200, 200), 2)).isEqualTo(600);
    assertThat(Span.ideal(5, 2, 200)).isEqualTo(0.6);
  }

  @Test
  void noCallsTakeNoTime() {
    assertThat(ListSchedule.makespan(List.of(), 2)).isZero();
  }
}
