package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.evalbeam.pipeline.simulate.draw.Draws;
import org.junit.jupiter.api.Test;

class DelaysTest {

  private static final ModelProfile PROFILE =
      new ModelProfile(0.9, Verbosity.PLAIN, false, 400, 0.5, 1, 0);

  private static LongStream millis(Delays delays) {
    return IntStream.range(0, 10_000)
        .mapToLong(call -> delays.millis(PROFILE, Draws.of(1, "call " + call)));
  }

  @Test
  void aModelsLatencyIsLogNormalWithItsMedianAndSigma() {
    double[] logs = millis(Delays.ofModels()).mapToDouble(Math::log).toArray();
    double mean =
        LongStream.range(0, logs.length).mapToDouble(i -> logs[(int) i]).average().orElse(0);
    double variance =
        LongStream.range(0, logs.length)
            .mapToDouble(i -> Math.pow(logs[(int) i] - mean, 2))
            .average()
            .orElse(0);

    assertThat(mean).isCloseTo(Math.log(400), within(3 * 0.5 / Math.sqrt(logs.length)));
    assertThat(Math.sqrt(variance)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void aShareOfTheCallsIsSlower() {
    Delays tail = Delays.fixed(200).withSlowTail(0.01, 30);

    assertThat(millis(tail).distinct().sorted()).containsExactly(200L, 6_000L);
    assertThat(millis(tail).filter(it -> it == 6_000).count()).isBetween(70L, 130L);
  }

  @Test
  void scaleAppliesToEverything() {
    assertThat(millis(Delays.fixed(200).scaledBy(0.5)).distinct()).containsExactly(100L);
    assertThat(millis(Delays.ofModels().scaledBy(0)).distinct()).containsExactly(0L);
    assertThat(millis(Delays.none()).distinct()).containsExactly(0L);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Delays.fixed(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Delays.fixed(1).withSlowTail(1.5, 2)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> Delays.fixed(1).withSlowTail(0.5, 0)).hasMessageContaining("factor");
    assertThatThrownBy(() -> Delays.fixed(1).scaledBy(Double.NaN)).hasMessageContaining("NaN");
  }
}
