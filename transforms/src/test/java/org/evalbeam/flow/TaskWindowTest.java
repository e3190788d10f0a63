package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Windows of bundles over the slots that they share. */
@Timeout(30)
class TaskWindowTest {

  private static final int SLOTS = 3;
  private static final int PROCESSORS = 2;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TaskSlots slots = new TaskSlots(SLOTS, PROCESSORS, threads);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void drainGivesEverythingOnceAndThenNothing() throws Exception {
    TaskWindow<Integer> window = new TaskWindow<>(slots);
    List<Integer> emitted = new ArrayList<>();

    for (int i = 0; i < 100; i++) {
      int number = i;
      window.submit(() -> number);
      window.emitEnded(emitted::add);
    }
    window.drain(emitted::add);
    window.drain(emitted::add);

    assertThat(emitted)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void resultsLeaveAsTheyEndWhileASlowTaskIsOpen() throws Exception {
    TaskWindow<String> window = new TaskWindow<>(slots);
    CountDownLatch release = new CountDownLatch(1);
    List<String> emitted = new ArrayList<>();

    window.submit(
        () -> {
          release.await();
          return "slow";
        });
    window.submit(() -> "fast");
    while (emitted.isEmpty()) {
      window.emitEnded(emitted::add);
      Thread.onSpinWait();
    }

    assertThat(emitted).containsExactly("fast");
    release.countDown();
    window.drain(emitted::add);
    assertThat(emitted).containsExactly("fast", "slow");
  }

  /**
   * Tasks wait for one another in threes: with fewer open they would hang, with more be counted.
   */
  @Test
  void severalWindowsTogetherFillTheSlotsAndNeverMore() throws Exception {
    CyclicBarrier full = new CyclicBarrier(SLOTS);
    AtomicInteger open = new AtomicInteger();
    AtomicInteger mostOpen = new AtomicInteger();
    Callable<Integer> task =
        () -> {
          mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
          TaskSlots.willWait();
          full.await(10, TimeUnit.SECONDS);
          open.decrementAndGet();
          return 1;
        };

    List<Future<Integer>> bundles = new ArrayList<>();
    for (int bundle = 0; bundle < 4; bundle++) {
      bundles.add(threads.submit(() -> runBundle(task)));
    }
    int emitted = 0;
    for (Future<Integer> bundle : bundles) {
      emitted += bundle.get(20, TimeUnit.SECONDS);
    }

    assertThat(emitted).isEqualTo(4 * 3 * SLOTS);
    assertThat(mostOpen).hasValue(SLOTS);
  }

  private int runBundle(Callable<Integer> task) throws InterruptedException {
    TaskWindow<Integer> window = new TaskWindow<>(slots);
    AtomicInteger emitted = new AtomicInteger();
    for (int i = 0; i < 3 * SLOTS; i++) {
      window.submit(task);
      window.emitEnded(emitted::addAndGet);
    }
    window.drain(emitted::addAndGet);
    return emitted.get();
  }

  @Test
  void aTaskThatThrowsIsThrownToTheBundle() throws Exception {
    IllegalArgumentException bug = new IllegalArgumentException("a bug");
    TaskWindow<String> window = new TaskWindow<>(slots);
    window.submit(
        () -> {
          throw bug;
        });

    assertThatThrownBy(() -> window.drain(result -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(bug);
  }

  @Test
  void errorsAreThrownToTheBundleAsWell() throws Exception {
    TaskWindow<String> window = new TaskWindow<>(slots);
    window.submit(
        () -> {
          throw new StackOverflowError();
        });

    assertThatThrownBy(() -> window.drain(result -> {}))
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void aTaskThatThrowsGivesItsSlotBack() throws Exception {
    TaskWindow<String> broken = new TaskWindow<>(slots);
    for (int i = 0; i < 2 * SLOTS; i++) {
      broken.submit(
          () -> {
            throw new IllegalStateException("a bug");
          });
    }

    TaskWindow<String> next = new TaskWindow<>(slots);
    List<String> emitted = new ArrayList<>();
    for (int i = 0; i < 2 * SLOTS; i++) {
      next.submit(() -> "fine");
    }
    next.drain(emitted::add);

    assertThat(emitted).hasSize(2 * SLOTS).containsOnly("fine");
  }

  @Test
  void aTaskThatCanNotBeStartedKeepsNoSlotAndIsNotWaitedFor() throws Exception {
    AtomicInteger refusals = new AtomicInteger(2 * SLOTS);
    TaskSlots refusing =
        new TaskSlots(
            SLOTS,
            PROCESSORS,
            task -> {
              if (refusals.decrementAndGet() >= 0) {
                throw new RejectedExecutionException("no thread");
              }
              threads.execute(task);
            });
    for (int i = 0; i < 2 * SLOTS; i++) {
      TaskWindow<String> window = new TaskWindow<>(refusing);
      assertThatThrownBy(() -> window.submit(() -> "never"))
          .isInstanceOf(RejectedExecutionException.class);
    }

    TaskWindow<String> next = new TaskWindow<>(refusing);
    List<String> emitted = new ArrayList<>();
    next.submit(() -> "started");
    next.drain(emitted::add);

    assertThat(emitted).containsExactly("started");
  }

  /** Flink interrupts a task once; then Beam finishes its bundle again. */
  @Test
  void aBundleThatIsStoppedWaitsForNothingMore() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    TaskWindow<String> window = new TaskWindow<>(slots);
    window.submit(
        () -> {
          never.await();
          return "late";
        });

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> window.drain(result -> {})).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> window.drain(result -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the bundle was broken off");
  }

  @Test
  void tasksInLineOfABundleThatWasBrokenOffAreNotStarted() throws Exception {
    TaskSlots single = new TaskSlots(1, PROCESSORS, threads);
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger started = new AtomicInteger();
    TaskWindow<String> window = new TaskWindow<>(single);
    window.submit(
        () -> {
          started.incrementAndGet();
          open.countDown();
          release.await();
          return "open";
        });
    window.submit(() -> "in line " + started.incrementAndGet());
    open.await();

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> window.drain(result -> {})).isInstanceOf(InterruptedException.class);
    release.countDown();
    TaskWindow<String> next = new TaskWindow<>(single);
    List<String> emitted = new ArrayList<>();
    next.submit(() -> "of the next bundle");
    next.drain(emitted::add);

    assertThat(emitted).containsExactly("of the next bundle");
    assertThat(started).hasValue(1);
  }

  @Test
  void aTaskThatIsToldToStopLeavesItsThreadToTheNextOne() throws Exception {
    TaskSlots single = new TaskSlots(1, PROCESSORS, threads);
    CountDownLatch inLine = new CountDownLatch(1);
    TaskWindow<String> window = new TaskWindow<>(single);
    window.submit(
        () -> {
          inLine.await();
          Thread.currentThread().interrupt();
          return "stopped";
        });
    window.submit(() -> "interrupted: " + Thread.currentThread().isInterrupted());
    inLine.countDown();
    List<String> emitted = new ArrayList<>();
    window.drain(emitted::add);

    assertThat(emitted).containsExactly("stopped", "interrupted: false");
  }

  @Test
  void aBundleThatFailedWaitsForNothingMore() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    TaskWindow<String> window = new TaskWindow<>(slots);
    window.submit(
        () -> {
          throw new IllegalStateException("a bug");
        });
    window.submit(
        () -> {
          never.await();
          return "late";
        });

    assertThatThrownBy(() -> window.drain(result -> {})).hasRootCauseMessage("a bug");
    assertThatThrownBy(() -> window.drain(result -> {})).hasMessage("the bundle was broken off");
  }
}
