package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How long a pause is. */
class CooldownTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long SPREAD = SECOND / 10;

  private final Cooldown cooldown = new Cooldown(new SplittableRandom(1));

  @Test
  void asLongAsTheServerAsks() {
    cooldown.refused(SECOND, Duration.ofMillis(1500));

    assertThat(cooldown.left(SECOND)).isBetween(SECOND * 3 / 2, SECOND * 3 / 2 + SPREAD);
    assertThat(cooldown.left(4 * SECOND)).isZero();
  }

  @Test
  void noServerMakesUsWaitForMoreThanAMinute() {
    cooldown.refused(0, Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(cooldown.left(0)).isBetween(60 * SECOND, 60 * SECOND + SPREAD);
  }

  @Test
  void aNegativeWaitIsNone() {
    cooldown.refused(0, Duration.ofSeconds(-5));

    assertThat(cooldown.left(0)).isBetween(0L, SPREAD);
  }

  @Test
  void withoutAWordItDoublesUpToAMinute() {
    long now = 0;
    for (long most : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      cooldown.refused(now, null);
      assertThat(cooldown.left(now)).isBetween(most * SECOND / 2, most * SECOND);
      now += 100 * SECOND;
    }
    cooldown.succeeded();
    cooldown.refused(now, null);

    assertThat(cooldown.left(now)).isLessThanOrEqualTo(SECOND);
  }

  @Test
  void aServerThatAsksForTooLittleAgainAndAgainIsNotBelieved() {
    for (int i = 0; i < 5; i++) {
      cooldown.refused(0, Duration.ZERO);
    }

    assertThat(cooldown.left(0)).isGreaterThanOrEqualTo(8 * SECOND);
  }

  @Test
  void lateRefusalsProlongItOnlyByWhatTheyAskFor() {
    cooldown.refused(0, Duration.ofSeconds(2));
    long left = cooldown.left(0);

    cooldown.refusedLate(0, null);
    assertThat(cooldown.left(0)).isEqualTo(left);

    cooldown.refusedLate(0, Duration.ofSeconds(9));
    assertThat(cooldown.left(0)).isGreaterThanOrEqualTo(9 * SECOND);
    assertThat(cooldown.inRow()).isEqualTo(1);
  }
}
