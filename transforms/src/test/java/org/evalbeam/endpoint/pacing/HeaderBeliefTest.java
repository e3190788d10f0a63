package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.evalbeam.endpoint.pacing.RateHeaders.Reading;
import org.jspecify.annotations.Nullable;

/** Headers are believed where they agree with themselves, and never do much harm. */
class HeaderBeliefTest {

  private final HeaderBelief belief = new HeaderBelief();

  @Example
  void aBucketOfAMinuteIsAdoptedOnceSeenSeveralTimes() {
    Reading reading = new Reading(6000L, 2400L, Duration.ofSeconds(36));

    assertThat(adopted(reading, 4)).isNull();
    assertThat(adopted(reading, 1)).isEqualTo(6000.0);
    assertThat(adopted(reading, 20)).as("once").isNull();
  }

  @Example
  void aWindowOfAMinuteIsAdoptedToo() {
    assertThat(adopted(new Reading(6000L, 1000L, Duration.ofSeconds(45)), 5)).isEqualTo(6000.0);
  }

  @Example
  void aLimitThatChangesIsAdoptedAgain() {
    adopted(new Reading(6000L, 1000L, Duration.ofSeconds(50)), 5);

    assertThat(adopted(new Reading(3000L, 500L, Duration.ofSeconds(50)), 5)).isEqualTo(3000.0);
  }

  @Example
  void aLimitOfASecondIsNotTakenForOneOfAMinute() {
    assertThat(adopted(new Reading(100L, 0L, Duration.ofSeconds(1)), 50)).isNull();
    assertThat(adopted(new Reading(100L, 99L, Duration.ofSeconds(1)), 50)).isNull();
  }

  @Example
  void aLimitOfADayIsNotTakenForOneOfAMinute() {
    assertThat(adopted(new Reading(10_000L, 2000L, Duration.ofHours(3)), 50)).isNull();
  }

  @Example
  void repliesThatDisagreeBetweenAreNotSeveralInARow() {
    Reading good = new Reading(6000L, 2400L, Duration.ofSeconds(36));
    for (int i = 0; i < 10; i++) {
      assertThat(adopted(good, 4)).isNull();
      assertThat(adopted(new Reading(6000L, 2400L, Duration.ofSeconds(1)), 1)).isNull();
    }
  }

  @Example
  void noneLeftHoldsTheNextCallByTheKinderReading() {
    assertThat(belief.hold(new Reading(600L, 0L, Duration.ofSeconds(60))))
        .isEqualTo(Duration.ofMillis(100).toNanos());
    assertThat(belief.hold(new Reading(null, 0L, Duration.ofMillis(300))))
        .isEqualTo(Duration.ofMillis(300).toNanos());
    assertThat(belief.hold(new Reading(600L, 1L, Duration.ofSeconds(60)))).isZero();
  }

  @Property
  void nonsenseHoldsForASecondAtMost(
      @ForAll @Nullable Long limit, @ForAll long remaining, @ForAll long seconds) {
    Reading reading = new Reading(limit, remaining % 3, Duration.ofSeconds(seconds));

    assertThat(belief.hold(reading)).isBetween(0L, Duration.ofSeconds(1).toNanos());
    Double adopted = belief.adopt(reading);
    assertThat(adopted == null || adopted >= 1).isTrue();
  }

  private @Nullable Double adopted(Reading reading, int times) {
    Double last = null;
    for (int i = 0; i < times; i++) {
      last = belief.adopt(reading);
    }
    return last;
  }
}
