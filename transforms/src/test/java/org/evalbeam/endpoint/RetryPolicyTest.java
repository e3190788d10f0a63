package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.RetryPolicy.Spent;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  /** Draws the upper end of every range, nearly. */
  private static final RandomGenerator HIGHEST = () -> -1L;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final RetryPolicy POLICY = new RetryPolicy(100, 100, DAY, FIRST, LONGEST);

  @Property
  void aWaitLiesBetweenNothingAndItsCeiling(
      @ForAll @IntRange(min = 1, max = 99) int made, @ForAll long seed) {
    Duration ceiling = ceiling(made);

    Duration wait = backoff(POLICY, made, null, new Random(seed));

    assertThat(wait).isBetween(Duration.ZERO, ceiling);
  }

  @Property
  void theCeilingDoublesUntilItIsTheLongestWait(
      @ForAll @IntRange(min = 1, max = 99) int made,
      @ForAll @LongRange(min = 1, max = 86_400_000) long first,
      @ForAll @LongRange(min = 1, max = 86_400_000) long longest) {
    RetryPolicy policy =
        new RetryPolicy(100, 100, DAY, Duration.ofMillis(first), Duration.ofMillis(longest));

    double ceiling = Math.min(first * Math.pow(2, made - 1), (double) longest);

    assertThat(backoff(policy, made, null, HIGHEST).toNanos() / 1e6)
        .isBetween(ceiling * 0.999999 - 1e-6, ceiling);
  }

  @Property
  void waitsAreSpreadOverTheirWholeRange(@ForAll @IntRange(min = 1, max = 10) int made) {
    Random random = new Random(7);
    double mean =
        random
            .ints(4000)
            .mapToLong(i -> backoff(POLICY, made, null, random).toNanos())
            .average()
            .orElseThrow();

    assertThat(mean / ceiling(made).toNanos()).isBetween(0.45, 0.55);
  }

  @Property
  void whatTheServerAsksForComesFirstUpToTheLongestWait(
      @ForAll @IntRange(min = 1, max = 99) int made,
      @ForAll @LongRange(min = 0, max = 1_000_000) long asked,
      @ForAll long seed) {
    Duration least = Duration.ofSeconds(Math.min(asked, LONGEST.toSeconds()));

    Duration wait = backoff(POLICY, made, Duration.ofSeconds(asked), new Random(seed));

    assertThat(wait).isBetween(least, least.plus(FIRST));
  }

  @Property
  void onlyWhatMayGoBetterIsTriedAgainAndNeverTooOften(
      @ForAll FailureReason reason,
      @ForAll @IntRange(min = 1, max = 10) int attempts,
      @ForAll @IntRange(min = 1, max = 12) int made) {
    CallFailedException failed = new CallFailedException(reason, "x", Duration.ofSeconds(1));

    RetryPolicy policy = new RetryPolicy(attempts, attempts, DAY, FIRST, LONGEST);
    Spent spent =
        reason == FailureReason.RATE_LIMITED
            ? new Spent(0, made, Duration.ZERO)
            : new Spent(made, 0, Duration.ZERO);

    assertThat(policy.backoff(failed, spent, HIGHEST) != null)
        .isEqualTo(reason.retried() && made < attempts);
  }

  @Property
  void refusalsWaitInTheEndpointsLineAndCountForThemselves(
      @ForAll @IntRange(min = 1, max = 99) int refusals,
      @ForAll @IntRange(min = 0, max = 200) int made) {
    CallFailedException refused =
        new CallFailedException(FailureReason.RATE_LIMITED, "x", Duration.ofSeconds(9));

    assertThat(POLICY.backoff(refused, new Spent(made, refusals, Duration.ZERO), HIGHEST))
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void aBudgetOfTimeEndsACallHoweverFewItsAttempts() {
    RetryPolicy patient = RetryPolicy.DEFAULT.withBudget(1000, Duration.ofMinutes(5));
    CallFailedException failed = new CallFailedException(FailureReason.TIMEOUT, "x");

    assertThat(patient.backoff(failed, new Spent(2, 0, Duration.ofSeconds(299)), HIGHEST))
        .isNotNull();
    assertThat(patient.backoff(failed, new Spent(2, 0, Duration.ofMinutes(5)), HIGHEST)).isNull();
  }

  @Test
  void theDefaultBridgesTwoMinutesAtMost() {
    Duration most = Duration.ZERO;
    for (int made = 1; made < RetryPolicy.DEFAULT.attempts(); made++) {
      most = most.plus(backoff(RetryPolicy.DEFAULT, made, null, HIGHEST));
    }

    assertThat(most).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(120));
  }

  private static Duration ceiling(int made) {
    return Duration.ofSeconds((long) Math.min(60, Math.pow(2, made)));
  }

  private static Duration backoff(
      RetryPolicy policy, int made, @Nullable Duration asked, RandomGenerator random) {
    CallFailedException failed = new CallFailedException(FailureReason.SERVER_ERROR, "x", asked);
    return Objects.requireNonNull(
        policy.backoff(failed, new Spent(made, 0, Duration.ZERO), random));
  }
}
