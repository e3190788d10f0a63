package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of which nothing is known are found, used nearly in full, and found again. */
class UnknownLimitsSimulationTest {

  private static final Duration FIRST_MINUTE = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofMinutes(5);
  private static final double SECONDS = 240;
  private static final List<Double> SPREADS = List.of(0.0, 0.5, 1.0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRate(long seed) {
    for (double ms : List.of(5.0, 200.0, 2000.0)) {
      for (double spread : SPREADS) {
        Simulation run = run(SimulatedServer.bucket(100, 100), ms, spread, seed);

        assertThat(run.takenBetween(FIRST_MINUTE, END) / (100 * SECONDS))
            .isGreaterThanOrEqualTo(0.90);
        assertThat(run.refused()).isLessThanOrEqualTo(0.05);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRateWhoseServerSaysWhenToComeAgain(long seed) {
    for (double spread : SPREADS) {
      Simulation run = run(SimulatedServer.bucket(100, 100).tellingWhen(), 200, spread, seed);

      assertThat(run.takenBetween(FIRST_MINUTE, END) / (100 * SECONDS))
          .isGreaterThanOrEqualTo(0.90);
      assertThat(run.refused()).isLessThanOrEqualTo(0.05);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aNumberOfCallsAtOnce(long seed) {
    for (double ms : List.of(200.0, 2000.0)) {
      for (double spread : SPREADS) {
        Simulation run = run(SimulatedServer.places(20), ms, spread, seed);

        assertThat(run.takenBetween(FIRST_MINUTE, END) / (20 * SECONDS / ms * 1000))
            .isGreaterThanOrEqualTo(0.88);
        assertThat(run.refused()).isLessThanOrEqualTo(0.05);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRateThatHalves(long seed) {
    Duration halved = Duration.ofMinutes(2);
    SimulatedServer server =
        SimulatedServer.changing(
            SimulatedServer.bucket(100, 100), halved, SimulatedServer.bucket(50, 50));

    Simulation run = run(server, 200, 0.5, seed);

    Duration settled = halved.plusSeconds(20);
    assertThat(run.takenBetween(settled, END) / (50 * 160)).isGreaterThanOrEqualTo(0.90);
    assertThat(run.refused()).isLessThanOrEqualTo(0.05);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRateThatDoubles(long seed) {
    Duration doubled = Duration.ofMinutes(2);
    SimulatedServer server =
        SimulatedServer.changing(
            SimulatedServer.bucket(50, 50), doubled, SimulatedServer.bucket(100, 100));

    Simulation run = run(server, 200, 0.5, seed);

    Duration found = Duration.ofMinutes(4);
    assertThat(run.takenBetween(found, END) / (100 * 60)).isGreaterThanOrEqualTo(0.90);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void halfAMinuteOfRefusals(long seed) {
    Duration begins = Duration.ofSeconds(60);
    Duration ends = Duration.ofSeconds(90);
    SimulatedServer calm = SimulatedServer.bucket(100, 100);
    SimulatedServer server =
        SimulatedServer.changing(
            SimulatedServer.changing(calm, begins, SimulatedServer.busy()), ends, calm);

    Simulation run = run(server, 200, 0.5, seed);

    Duration recovered = ends.plusSeconds(60);
    assertThat(run.takenBetween(recovered, END) / (100 * 150)).isGreaterThanOrEqualTo(0.90);
    assertThat(run.outcomes().stream().filter(o -> !o.taken()).count())
        .as("the storm is sounded, not fought")
        .isLessThan(200);
  }

  private static Simulation run(SimulatedServer server, double ms, double spread, long seed) {
    return new Simulation(server, SimulatedCall.taking(ms, spread), seed)
        .client(Limits.UNKNOWN, 1)
        .run(END);
  }
}
