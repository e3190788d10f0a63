package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

    try (Turn turn = pacer.await(CALL)) {
      assertThat(turn.waitedForPlace()).isZero();
      assertThat(turn.waitedForRate()).isZero();
      assertThat(pacer.pace().inFlight()).isEqualTo(1);
    }
    assertThat(pacer.pace().inFlight()).isZero();
  }

  @Test
  void aCallWaitsForAPlaceAndSaysHowLong() throws Exception {
    Pacer pacer = pacer(ONE_AT_A_TIME);
    Turn first = pacer.await(CALL);
    Future<Turn> second = threads.submit(() -> pacer.await(CALL));
    time.awaitWaiter();
    time.pass(Duration.ofSeconds(3));
    time.awaitWaiter();

    assertThat(second).isNotDone();
    first.succeeded(10, 10, RateHeaders.NONE);

    assertThat(second.get().waitedForPlace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(second.get().waitedForRate()).isZero();
  }

  @Test
  void aCallWaitsForTheRateAndSaysHowLong() throws Exception {
    Pacer pacer = pacer(ONE_A_SECOND);
    pacer.await(CALL).succeeded(1, 1, RateHeaders.NONE);
    Future<Turn> second = threads.submit(() -> pacer.await(CALL));
    time.awaitWaiter();
    time.pass(Duration.ofMillis(900));
    time.awaitWaiter();
    assertThat(second).isNotDone();

    time.pass(Duration.ofMillis(200));

    assertThat(second.get().waitedForRate()).isEqualTo(Duration.ofMillis(1100));
    assertThat(second.get().waitedForPlace()).isZero();
  }

  @Test
  void timeInLineBehindOneThatWaitsForTheRateIsTimeWaitedForTheRate() throws Exception {
    Pacer pacer = pacer(ONE_A_SECOND);
    pacer.await(CALL).succeeded(1, 1, RateHeaders.NONE);
    Future<Turn> second = threads.submit(() -> pacer.await(CALL));
    time.awaitWaiter();
    Future<Turn> third = threads.submit(() -> pacer.await(CALL));
    awaitInLine(pacer, 2);

    time.pass(Duration.ofMillis(1100));
    second.get().failed();
    time.awaitWaiter();
    time.pass(Duration.ofMillis(1100));

    assertThat(third.get().waitedForRate()).isEqualTo(Duration.ofMillis(2200));
  }

  @Test
  void firstComeFirstServed() throws Exception {
    Pacer pacer = pacer(ONE_AT_A_TIME);
    Turn first = pacer.await(CALL);
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int number = i;
      calls.add(
          threads.submit(
              () -> {
                try (Turn turn = pacer.await(CALL)) {
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
    Turn first = pacer.await(CALL);
    Future<Turn> head = threads.submit(() -> pacer.await(CALL));
    time.awaitWaiter();
    Future<Turn> behind = threads.submit(() -> pacer.await(CALL));
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
    Turn turn = pacer.await(CALL);

    turn.succeeded(1, 1, RateHeaders.NONE);
    turn.refused(null, RateHeaders.NONE);
    turn.close();

    assertThat(pacer.pace().inFlight()).isZero();
    assertThat(pacer.pace().refused()).isZero();
  }

  @Test
  void aRefusalKeepsEverybodyWaiting() throws Exception {
    Pacer pacer = pacer(ONE_AT_A_TIME);
    pacer.await(CALL).refused(Duration.ofSeconds(5), RateHeaders.NONE);
    Future<Turn> next = threads.submit(() -> pacer.await(CALL));
    time.awaitWaiter();
    time.pass(Duration.ofMillis(4900));
    time.awaitWaiter();
    assertThat(next).isNotDone();

    time.pass(Duration.ofMillis(300));

    assertThat(next.get().waitedForRate()).isEqualTo(Duration.ofMillis(5200));
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
                  try (Turn turn = pacer.await(CALL)) {
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

    assertThatThrownBy(() -> pacer.await(CALL)).isInstanceOf(LimiterLostException.class);
    assertThat(pacer.pace().inFlight()).isZero();
  }

  @Test
  void anInterruptWhileALimiterIsLookedForIsAnInterrupt() {
    Pacer pacer = pacer(ONE_A_SECOND, new LostBuckets());
    Future<Turn> call =
        threads.submit(
            () -> {
              LostBuckets.interruptNext();
              return pacer.await(CALL);
            });

    assertThatThrownBy(call::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
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
