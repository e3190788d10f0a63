package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.evalbeam.endpoint.pacing.PaceChange.Kind;
import org.junit.jupiter.api.Test;

/** What refusals and successes do to the window, step by step. */
class RegulatorTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Limits TEN_AT_ONCE = new Limits(null, null, null, null, 10);

  private final List<PaceChange> changes = new ArrayList<>();
  private final Announcer announcer = new Announcer("e", changes::add);
  private long now;

  @Test
  void declaredPlacesAreThereFromTheStart() {
    Regulator regulator = regulator(TEN_AT_ONCE);

    assertThat(sendAll(regulator)).hasSize(10);
  }

  @Test
  void whereARateIsDeclaredPlacesAreNotGrown() {
    Regulator regulator = regulator(new Limits(600.0, null, null, null, null));

    assertThat(regulator.window()).isEqualTo(Limits.MOST_IN_FLIGHT);
  }

  @Test
  void unknownPlacesDoubleWithEveryRound() {
    Regulator regulator = regulator(Limits.UNKNOWN);

    List<Integer> rounds = new ArrayList<>();
    for (int round = 0; round < 8; round++) {
      rounds.add(round(regulator));
    }

    assertThat(rounds.get(0)).isEqualTo(4);
    assertThat(rounds).isSorted().endsWith(256, 256);
    assertThat(changes).extracting(PaceChange::kind).containsOnly(Kind.GROWN);
    assertThat(changes).extracting(PaceChange::window).contains(8, 16, 256).doesNotHaveDuplicates();
  }

  @Test
  void placesThatWereNotUsedDoNotGrow() {
    Regulator regulator = regulator(Limits.UNKNOWN);
    for (int call = 0; call < 100; call++) {
      regulator.succeeded(send(regulator), now);
    }

    assertThat(regulator.window()).isEqualTo(4);
  }

  @Test
  void otherFailuresNeitherGrowNorCut() {
    Regulator regulator = regulator(Limits.UNKNOWN);
    for (int round = 0; round < 5; round++) {
      sendAll(regulator).forEach(regulator::failed);
    }

    assertThat(regulator.window()).isEqualTo(4);
    assertThat(regulator.inFlight()).isZero();
    assertThat(changes).isEmpty();
  }

  @Test
  void callsFromBeforeACutNeitherCutAgainNorGrow() {
    Regulator regulator = regulator(Limits.UNKNOWN);
    round(regulator);
    List<Ticket> tickets = sendAll(regulator);
    regulator.refused(tickets.get(0), now, null, "refused");
    int window = regulator.window();

    regulator.refused(tickets.get(1), now, null, "refused");
    tickets.subList(2, tickets.size()).forEach(ticket -> regulator.succeeded(ticket, now));

    assertThat(regulator.cuts()).isEqualTo(1);
    assertThat(regulator.refused()).isEqualTo(2);
    assertThat(regulator.window()).isLessThanOrEqualTo(window);
    assertThat(changes).extracting(PaceChange::kind).containsOnlyOnce(Kind.CUT);
  }

  @Test
  void aRefusalBesideMoreCallsThanEverIsALimitOfPlaces() {
    Regulator regulator = regulator(Limits.UNKNOWN);
    List<Ticket> tickets = sendAll(regulator);

    regulator.refused(tickets.get(3), now, null, "refused");

    assertThat(regulator.window()).isEqualTo(3);
    assertThat(regulator.perMinute()).isNull();
  }

  @Test
  void aRefusalBesideFewCallsIsALimitOfTheRate() {
    Regulator regulator = regulator(TEN_AT_ONCE);
    for (int i = 0; i < 10; i++) {
      round(regulator);
    }

    regulator.refused(send(regulator), now, null, "refused");

    assertThat(regulator.window()).isEqualTo(10);
    assertThat(regulator.perMinute()).isBetween(0.8 * 600, 0.9 * 600);
  }

  @Test
  void nothingGoesInAPauseAndTheReasonIsTold() {
    Regulator regulator = regulator(TEN_AT_ONCE);
    round(regulator);
    regulator.refused(send(regulator), now, Duration.ofSeconds(7), "a call was refused");

    Wait wait = Objects.requireNonNull(regulator.go(now));

    assertThat(wait.nanos()).isBetween(7 * SECOND, 7 * SECOND + SECOND / 10);
    assertThat(changes.get(changes.size() - 1).reason())
        .startsWith("a call was refused; none for 7.");
  }

  @Test
  void afterTwoRefusalsInARowOneCallAtATimeFindsOut() {
    Regulator regulator = regulator(TEN_AT_ONCE);
    round(regulator);
    for (int i = 0; i < 2; i++) {
      regulator.refused(send(regulator), now, null, "refused");
      now += 10 * SECOND;
    }

    Ticket probe = send(regulator);
    assertThat(regulator.go(now + SECOND)).isEqualTo(Wait.FOR_A_PLACE);
    now += SECOND;
    regulator.succeeded(probe, now);

    assertThat(regulator.go(now + SECOND)).isNull();
    assertThat(changes).extracting(PaceChange::kind).containsExactly(Kind.CUT, Kind.PAUSED);
  }

  @Test
  void whatIsNotReachedIsForgotten() {
    Regulator regulator = regulator(TEN_AT_ONCE);
    for (int i = 0; i < 10; i++) {
      round(regulator);
    }
    regulator.refused(send(regulator), now, null, "refused");
    long limit = 15_000;
    for (int call = 0; call < limit && regulator.perMinute() != null; call++) {
      regulator.succeeded(send(regulator), now);
    }

    assertThat(regulator.perMinute()).isNull();
    assertThat(changes).extracting(PaceChange::kind).containsExactly(Kind.CUT, Kind.FORGOTTEN);
  }

  @Test
  void whatDoesNotHoldBackIsNotForgotten() {
    Regulator regulator = regulator(TEN_AT_ONCE);
    for (int i = 0; i < 10; i++) {
      round(regulator);
    }
    regulator.refused(send(regulator), now, null, "refused");
    Double before = regulator.perMinute();
    for (int call = 0; call < 200; call++) {
      now += 2 * SECOND;
      assertThat(regulator.go(now)).isNull();
      regulator.succeeded(regulator.sent(now), now);
    }

    assertThat(regulator.perMinute()).isEqualTo(before);
  }

  private Regulator regulator(Limits limits) {
    return new Regulator(limits, Limits.MOST_IN_FLIGHT, new SplittableRandom(1), announcer);
  }

  /** Sends the next call as soon as it may go. */
  private Ticket send(Regulator regulator) {
    for (Wait wait = regulator.go(now); wait != null; wait = regulator.go(now)) {
      assertThat(wait.cause()).isEqualTo(Wait.Cause.TIME);
      now += wait.nanos();
    }
    return regulator.sent(now);
  }

  private List<Ticket> sendAll(Regulator regulator) {
    List<Ticket> tickets = new ArrayList<>();
    while (regulator.go(now) == null) {
      tickets.add(regulator.sent(now));
    }
    return tickets;
  }

  /** As many calls as may be in flight, of a second, which all succeed. */
  private int round(Regulator regulator) {
    List<Ticket> tickets = sendAll(regulator);
    now += SECOND;
    tickets.forEach(ticket -> regulator.succeeded(ticket, now));
    return tickets.size();
  }
}
