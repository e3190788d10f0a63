package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Declared limits are used in full and kept to, however the server counts. */
class DeclaredLimitsSimulationTest {

  private static final double REQUESTS = 6000;
  private static final double TOKENS = 600_000;
  private static final Duration FROM = Duration.ofSeconds(10);
  private static final Duration TO = Duration.ofMinutes(3);
  private static final double MINUTES = 170 / 60.0;
  private static final Limits REQUEST_LIMIT = new Limits(REQUESTS, null, null, null, null);
  private static final Limits TOKEN_LIMIT = new Limits(null, TOKENS, null, null, null);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void requestsCountedByABucketOfASecond(long seed) {
    for (double ms : List.of(20.0, 200.0, 2000.0)) {
      Simulation run =
          new Simulation(SimulatedServer.bucket(100, 100), SimulatedCall.taking(ms, 0.5), seed)
              .client(REQUEST_LIMIT, 1)
              .run(TO);

      assertRequests(run);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void requestsCountedByFixedMinutes(long seed) {
    for (int phase : List.of(0, 17, 45)) {
      SimulatedServer server =
          SimulatedServer.minutes(REQUESTS, Duration.ofSeconds(phase)).tellingWhen();
      Simulation run =
          new Simulation(server, SimulatedCall.taking(1000, 1), seed)
              .client(REQUEST_LIMIT, 1)
              .run(TO);

      assertRequests(run);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void workersWithAShareEachAreAsGoodAsOne(long seed) {
    Simulation run =
        new Simulation(SimulatedServer.bucket(100, 100), SimulatedCall.taking(500, 0.5), seed)
            .client(REQUEST_LIMIT, 3)
            .client(REQUEST_LIMIT, 3)
            .client(REQUEST_LIMIT, 3)
            .run(TO);

    assertRequests(run);
  }

  @ParameterizedTest
  @MethodSource("tokenServers")
  void tokensOfAnswersOfVeryDifferentLengths(
      SimulatedServer.Cost cost, long most, double msPerToken, boolean minutes) {
    for (long seed = 1; seed <= 3; seed++) {
      SimulatedServer.Budget budget =
          minutes
              ? new SimulatedServer.Minutes(TOKENS, Duration.ofSeconds(20).toNanos())
              : new SimulatedServer.Bucket(TOKENS / 60, TOKENS);
      Simulation run =
          new Simulation(
                  new SimulatedServer.Counting(budget, cost).tellingWhen(),
                  SimulatedCall.ofLengths(most, msPerToken),
                  seed)
              .client(TOKEN_LIMIT, 1)
              .run(TO);

      assertThat(run.usedBetween(FROM, TO) / (TOKENS * MINUTES)).isBetween(0.95, 1.05);
      assertThat(run.refused()).isLessThanOrEqualTo(0.005);
    }
  }

  static Stream<List<Object>> combinations() {
    return Stream.of(SimulatedServer.Cost.RESERVED_TOKENS, SimulatedServer.Cost.USED_TOKENS)
        .flatMap(
            cost ->
                Stream.of(
                    List.<Object>of(cost, 1000L, 1.0, false),
                    List.<Object>of(cost, 1000L, 10.0, true),
                    List.<Object>of(cost, 1000L, 25.0, false),
                    List.<Object>of(cost, 4096L, 10.0, false)));
  }

  static Stream<Object[]> tokenServers() {
    return combinations().map(List::toArray);
  }

  /**
   * A server that allows less than it is said to is found out, like one of which nothing is said.
   */
  @Test
  void aLimitThatIsDeclaredTooHighIsLearned() {
    Simulation run =
        new Simulation(SimulatedServer.bucket(50, 50), SimulatedCall.taking(200, 0.5), 1)
            .client(REQUEST_LIMIT, 1)
            .run(TO);

    Duration settled = Duration.ofMinutes(1);
    assertThat(run.takenBetween(settled, TO) / (50 * 120)).isGreaterThanOrEqualTo(0.9);
    assertThat(run.refused()).isLessThanOrEqualTo(0.05);
  }

  private static void assertRequests(Simulation run) {
    assertThat(run.takenBetween(FROM, TO) / (REQUESTS * MINUTES)).isGreaterThanOrEqualTo(0.98);
    assertThat(run.refused()).isLessThanOrEqualTo(0.001);
  }
}
