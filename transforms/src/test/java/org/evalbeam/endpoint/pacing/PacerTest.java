package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.evalbeam.endpoint.pacing.Pacer.Turn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads in line, on a clock that the test moves. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PacerTest {

  private static final Demand CALL = new Demand(10, 10L);
  private static final Limits ONE_AT_A_TIME = new Limits(null, null, null, null, 1);
  private static final Limits ONE_A_SECOND = new Limits(60.0, null, null, null, 10);

  private final SteppedTime time = new SteppedTime();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aFreePlaceIsTakenAtOnce() throws Exception {
    Pacer pacer = pacer(ONE_AT_A_TIME);

    try (Turn turn = await(pacer)) {
      assertThat(turn.waited().forPlace()).isZero();
      assertThat(turn.waited().forRate()).isZero();
      assertThat(pacer.pace().inFlight()).isEqualTo(1);
    }
    assertThat(pacer.pace().inFlight()).isZero();
  }

  @Test
  void aCallWaitsForAPlaceAndSaysHowLong() throws Exception {
    Pacer pacer = pacer(ONE_AT_A_TIME);
    Turn first = await(pacer);
    Future<Turn> second = threads.submit(() -> await(pacer));
    time.awaitWaiter();
    time.pass(Duration.ofSeconds(3));
    time.awaitWaiter();

    assertThat(second).isNotDone();
    first.succeeded(10, 10, RateHeaders.NONE);

    assertThat(second.get().waited().forPlace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(second.get().waited().forRate()).isZero();
  }

  @Test
  void aCallWaitsForTheRateAndSaysHowLong() throws Exception {
    Pacer pacer = pacer(ONE_A_SECOND);
    await(pacer).succeeded(1, 1, RateHeaders.NONE);
    Future<Turn> second = threads.submit(() -> await(pacer));
    time.awaitWaiter();
    time.pass(Duration.ofMillis(900));
    time.awaitWaiter();
    assertThat(second).isNotDone();

    time.pass(Duration.ofMillis(200));

    assertThat(second.get().waited().forRate()).isEqualTo(Duration.ofMillis(1100));
    assertThat(second.get().waited().forPlace()).isZero();
  }

  @Test
  void timeInLineBehindOneThatWaitsForTheRateIsTimeWaitedForTheRate() throws Exception {
    Pacer pacer = pacer(ONE_A_SECOND);
    await(pacer).succeeded(1, 1, RateHeaders.NONE);
    Future<Turn> second = threads.submit(() -> await(pacer));
    time.awaitWaiter();
    Future<Turn> third = threads.submit(() -> await(pacer));
    awaitInLine(pacer, 2);

    time.pass(Duration.ofMillis(1100));
    second.get().failed();
    time.awaitWaiter();
    time.pass(Duration.ofMillis(1100));

    assertThat(third.get().waited().forRate()).isEqualTo(Duration.ofMillis(2200));
  }

  @Test
  void firstComeFirstServed() throws Exception {
    Pacer pacer = pacer(ONE_AT_A_TIME);
    Turn first = await(pacer);
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int number = i;
      calls.add(
          threads.submit(
              () -> {
                try (Turn turn = await(pacer)) {
                  served.add(number);
                  turn.succeeded(1, 1, RateHeaders.NONE);
                }
                return null;
              }));
      awaitInLine(pacer, i + 1);
    }

    first.failed();
    for (Future<?> call : calls) {
      call.get();
    }

    assertThat(served).isSorted().hasSize(20);
  }

  @Test
  void whoIsInterruptedLeavesTheLineAndTakesNothingAlong() throws Exception {
    Pacer pacer = pacer(new Limits(60.0, 6000.0, null, null, 1));
    Turn first = await(pacer);
    Future<Turn> head = threads.submit(() -> await(pacer));
    time.awaitWaiter();
    Future<Turn> behind = threads.submit(() -> await(pacer));
    awaitInLine(pacer, 2);

    head.cancel(true);
    time.awaitWaiter();
    first.failed();
    time.awaitWaiter();
    time.pass(Duration.ofMillis(1100));

    behind.get().succeeded(1, 1, RateHeaders.NONE);
    assertThat(pacer.pace().inFlight()).isZero();
  }

  @Test
  void onlyTheFirstEndingCounts() throws Exception {
    Pacer pacer = pacer(ONE_AT_A_TIME);
    Turn turn = await(pacer);

    turn.succeeded(1, 1, RateHeaders.NONE);
    turn.refused(null, RateHeaders.NONE);
    turn.close();

    assertThat(pacer.pace().inFlight()).isZero();
    assertThat(pacer.pace().refused()).isZero();
  }

  @Test
  void aRefusalKeepsEverybodyWaiting() throws Exception {
    Pacer pacer = pacer(ONE_AT_A_TIME);
    await(pacer).refused(Duration.ofSeconds(5), RateHeaders.NONE);
    Future<Turn> next = threads.submit(() -> await(pacer));
    time.awaitWaiter();
    time.pass(Duration.ofMillis(4900));
    time.awaitWaiter();
    assertThat(next).isNotDone();

    time.pass(Duration.ofMillis(300));

    assertThat(next.get().waited().forRate()).isEqualTo(Duration.ofMillis(5200));
  }

  @Test
  void manyThreadsWithRandomEndingsAllComeThrough() throws Exception {
    Pacer pacer = pacer(new Limits(null, null, null, null, 7));
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      SplittableRandom random = new SplittableRandom(i);
      calls.add(
          threads.submit(
              () -> {
                for (int call = 0; call < 100; call++) {
                  try (Turn turn = await(pacer)) {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    inFlight.decrementAndGet();
                    if (random.nextBoolean()) {
                      turn.succeeded(1, 1, RateHeaders.NONE);
                    }
                  }
                }
                return null;
              }));
    }
    for (Future<?> call : calls) {
      call.get();
    }

    assertThat(most.get()).isBetween(1, 7);
    assertThat(pacer.pace().inFlight()).isZero();
  }

  @Test
  void aLostLimiterFailsTheCall() {
    Pacer pacer = pacer(ONE_A_SECOND, new LostBuckets());

    assertThatThrownBy(() -> await(pacer)).isInstanceOf(LimiterLostException.class);
    assertThat(pacer.pace().inFlight()).isZero();
  }

  @Test
  void anInterruptWhileALimiterIsLookedForIsAnInterrupt() {
    Pacer pacer = pacer(ONE_A_SECOND, new LostBuckets());
    Future<Turn> call =
        threads.submit(
            () -> {
              LostBuckets.interruptNext();
              return await(pacer);
            });

    assertThatThrownBy(call::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void whoIsToldThatItIsOverLeavesTheLineWhateverItWaitsFor() throws Exception {
    for (Limits limits : List.of(ONE_AT_A_TIME, ONE_A_SECOND)) {
      Pacer pacer = pacer(limits);
      Turn first = await(pacer);
      AtomicBoolean over = new AtomicBoolean();
      Future<Turn> head = threads.submit(() -> pacer.await(CALL, over::get));
      time.awaitWaiter();
      Future<Turn> behind = threads.submit(() -> pacer.await(CALL, over::get));
      awaitInLine(pacer, 2);
      time.pass(Duration.ofMillis(700));
      time.awaitWaiter();

      over.set(true);
      pacer.wake();

      for (Future<Turn> call : List.of(head, behind)) {
        assertThat(waitedInVain(call)).isEqualTo(Duration.ofMillis(700));
      }
      assertThat(pacer.pace().waiting()).isZero();
      first.failed();
      assertThat(pacer.pace().inFlight()).isZero();
    }
  }

  /** Else the calls that come later, as of a job that was restarted, would wait in vain. */
  @Test
  void whoLeavesTakesNothingAlong() throws Exception {
    Pacer pacer = pacer(new Limits(null, 60_000.0, null, null, 1));
    Turn first = await(pacer);
    for (int i = 0; i < 1000; i++) {
      assertThatThrownBy(() -> pacer.await(new Demand(0, 1000L), () -> true))
          .isInstanceOf(LeftLineException.class);
    }
    first.succeeded(10, 10, RateHeaders.NONE);

    await(pacer).succeeded(10, 10, RateHeaders.NONE);
    assertThat(pacer.pace().inFlight()).isZero();
  }

  /** The calls before it may learn what ends all just as it gets its turn. */
  @Test
  void itMayBeOverInTheLastMoment() throws Exception {
    Pacer pacer = pacer(new Limits(null, 60_000.0, null, null, 1));
    for (int i = 0; i < 100; i++) {
      AtomicInteger asked = new AtomicInteger();
      assertThatThrownBy(() -> pacer.await(new Demand(0, 500L), () -> asked.incrementAndGet() == 2))
          .isInstanceOf(LeftLineException.class);
      assertThat(asked).hasValue(2);
    }

    await(pacer).succeeded(10, 10, RateHeaders.NONE);
    assertThat(pacer.pace().inFlight()).isZero();
  }

  @Test
  void noWakeIsLost() throws Exception {
    for (int round = 0; round < 300; round++) {
      Pacer pacer = pacer(ONE_A_SECOND);
      await(pacer).failed();
      AtomicBoolean over = new AtomicBoolean();
      List<Future<Turn>> calls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        calls.add(threads.submit(() -> pacer.await(CALL, over::get)));
      }
      for (int spin = 0; spin < round * 20; spin++) {
        Thread.onSpinWait();
      }
      over.set(true);
      pacer.wake();

      for (Future<Turn> call : calls) {
        assertThatThrownBy(call::get).hasCauseInstanceOf(LeftLineException.class);
      }
    }
  }

  private static Duration waitedInVain(Future<Turn> call) throws Exception {
    try {
      throw new AssertionError("it waited only " + call.get().waited().forRate());
    } catch (ExecutionException e) {
      LeftLineException left = (LeftLineException) Objects.requireNonNull(e.getCause());
      return left.waited().forPlace().plus(left.waited().forRate());
    }
  }

  private static Turn await(Pacer pacer) throws InterruptedException, LeftLineException {
    return pacer.await(CALL, () -> false);
  }

  private Pacer pacer(Limits limits) {
    return pacer(limits, BucketStore.inProcess(time, 1));
  }

  private Pacer pacer(Limits limits, BucketStore store) {
    Announcer announcer = new Announcer("e", change -> {});
    return new Pacer(new Gate("e", limits, store, time, new SplittableRandom(1), announcer), time);
  }

  private static void awaitInLine(Pacer pacer, int calls) {
    while (pacer.pace().waiting() < calls) {
      Thread.onSpinWait();
    }
  }
}
