package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Redis's clock as a worker sees it. */
class RedisClockTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final VirtualTime time = new VirtualTime();
  private long ahead = 1_000_000 * SECOND;

  @Test
  void showsTheTimeOfRedisFromTheMiddleOfTheRoundTrip() {
    RedisClock clock =
        new RedisClock(
            () -> {
              time.pass(Duration.ofMillis(4));
              long there = (time.nanoTime() + ahead) / 1000;
              time.pass(Duration.ofMillis(4));
              return there;
            },
            time);

    assertThat(clock.currentTimeNanos()).isEqualTo(time.nanoTime() + ahead);
  }

  @Test
  void aDriftIsFollowed() {
    RedisClock clock = clock();
    for (int minute = 0; minute < 100; minute++) {
      time.pass(Duration.ofSeconds(61));
      ahead += 5_000_000;
      clock.currentTimeNanos();
    }

    assertThat(clock.currentTimeNanos()).isEqualTo(time.nanoTime() + ahead);
  }

  @Test
  void aJumpNeitherStopsItNorMakesItRun() {
    for (long jump : new long[] {3600 * SECOND, -3600 * SECOND}) {
      RedisClock clock = clock();
      long before = clock.currentTimeNanos();
      ahead += jump;
      for (int second = 0; second < 600; second++) {
        time.pass(Duration.ofSeconds(1));
        clock.currentTimeNanos();
      }

      assertThat(clock.currentTimeNanos() - before).isBetween(599 * SECOND, 601 * SECOND);
    }
  }

  private RedisClock clock() {
    return new RedisClock(() -> (time.nanoTime() + ahead) / 1000, time);
  }
}
