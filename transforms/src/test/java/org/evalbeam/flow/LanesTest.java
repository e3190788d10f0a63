package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.spec.KeyReference;
import org.junit.jupiter.api.Test;

/** Which experiments go side by side, and how many calls each lane may have open. */
class LanesTest {

  private static final Endpoint FAST = Experiments.endpoint("http://fast/v1", "m", 10);
  private static final Endpoint SLOW = Experiments.endpoint("http://slow/v1", "m", 5);
  private static final Endpoint OTHER_MODEL = Experiments.endpoint("http://fast/v1", "n", 6);

  @Test
  void experimentsOfOneAnsweringEndpointAreOneLane() {
    Lanes lanes =
        new Lanes(
            Experiments.plan(
                Experiments.named("a").at(FAST),
                Experiments.named("b").at(SLOW),
                Experiments.named("c").at(FAST).judgedBy(SLOW),
                Experiments.named("d").at(OTHER_MODEL),
                Experiments.named("e").supplied(),
                Experiments.named("f").supplied().judgedBy(FAST)));

    assertThat(lanes.count()).isEqualTo(4);
    assertThat(lanes.of("c")).isEqualTo(lanes.of("a"));
    assertThat(lanes.of("f")).isEqualTo(lanes.of("e"));
    assertThat(List.of(lanes.of("a"), lanes.of("b"), lanes.of("d"), lanes.of("e")))
        .containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void namesAreUniqueAndHoldNothingOfTheSpec() {
    Lanes lanes =
        new Lanes(
            Experiments.plan(Experiments.named("a").at(FAST), Experiments.named("b").at(SLOW)));

    assertThat(lanes.name(0)).isEqualTo("lane 1");
    assertThat(lanes.name(1)).isEqualTo("lane 2");
  }

  @Test
  void aLaneMayUseThePermitsOfItsModelAndOfAllItsJudges() {
    Lanes lanes =
        new Lanes(
            Experiments.plan(
                Experiments.named("a").at(FAST).judgedBy(SLOW),
                Experiments.named("b").at(FAST).judgedBy(OTHER_MODEL),
                Experiments.named("c").at(FAST).judgedBy(FAST),
                Experiments.named("d").at(SLOW)));

    assertThat(lanes.openTasks(lanes.of("a"))).isEqualTo((int) Math.ceil(2.5 * (10 + 5 + 6)));
    assertThat(lanes.openTasks(lanes.of("d"))).isEqualTo(5);
  }

  @Test
  void aLaneWithoutCallsStillHasTasks() {
    Lanes lanes = new Lanes(Experiments.plan(Experiments.named("a").supplied()));

    assertThat(lanes.openTasks(0)).isPositive();
  }

  @Test
  void differentKeysOfOneModelStandInOneLaneWithTheirPermitsAddedUp() {
    KeyReference key = new KeyReference(KeyReference.Kind.ENVIRONMENT, "KEY");
    Endpoint keyed = Experiments.endpoint("http://fast/v1", "m", key, 7);
    Lanes lanes =
        new Lanes(
            Experiments.plan(Experiments.named("a").at(FAST), Experiments.named("b").at(keyed)));

    assertThat(lanes.count()).isEqualTo(1);
    assertThat(lanes.openTasks(0)).isEqualTo((int) Math.ceil(2.5 * 17));
  }
}
