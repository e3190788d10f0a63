package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who begins a task, when, and how many stand in line for it. */
@Timeout(30)
class TaskSlotsTest {

  private static final int SLOTS = 3;
  private static final int PROCESSORS = 2;

  /** Where replies are kept no task waits: more threads would only stand in each other's way. */
  @Test
  void noMoreTasksAreAtWorkThanThereAreProcessorsUntilOneWaits() throws Exception {
    List<Runnable> started = new ArrayList<>();
    TaskSlots reluctant = new TaskSlots(SLOTS, PROCESSORS, started::add);
    List<String> log = new ArrayList<>();
    TaskWindow<String> window = new TaskWindow<>(reluctant);
    window.submit(
        () -> {
          log.add(started.size() + " threads");
          TaskSlots.willWait();
          log.add(started.size() + " threads when the first one waits");
          TaskSlots.willWait();
          log.add(started.size() + " threads when it waits again");
          return "first";
        });
    for (int i = 1; i < SLOTS; i++) {
      window.submit(() -> "further");
    }

    started.remove(0).run();
    assertThat(log)
        .containsExactly(
            "1 threads", "2 threads when the first one waits", "2 threads when it waits again");

    List<String> emitted = new ArrayList<>();
    window.drain(emitted::add);
    assertThat(emitted).as("all by the first thread").hasSize(SLOTS).startsWith("first");
    started.forEach(Runnable::run);
    next(reluctant, started);
  }

  /** Threads that found no task left have given back what they held. */
  private static void next(TaskSlots slots, List<Runnable> started) throws Exception {
    started.clear();
    TaskWindow<String> window = new TaskWindow<>(slots);
    for (int i = 0; i < SLOTS; i++) {
      window.submit(() -> "next");
    }
    assertThat(started).hasSize(PROCESSORS);
    started.forEach(Runnable::run);
    List<String> emitted = new ArrayList<>();
    window.drain(emitted::add);
    assertThat(emitted).hasSize(SLOTS);
  }

  @Test
  void waitingOutsideOfAnyTaskIsNobodysConcern() {
    assertThatCode(TaskSlots::willWait).doesNotThrowAnyException();
  }

  @Test
  void whereNoFurtherThreadCanBeStartedTheFirstDoesAllTasks() throws Exception {
    List<Runnable> started = new ArrayList<>();
    TaskSlots single =
        new TaskSlots(
            SLOTS,
            1,
            worker -> {
              if (!started.isEmpty()) {
                throw new RejectedExecutionException("no thread");
              }
              started.add(worker);
            });
    TaskWindow<String> window = new TaskWindow<>(single);
    for (int i = 0; i < SLOTS; i++) {
      window.submit(
          () -> {
            TaskSlots.willWait();
            return "done";
          });
    }

    started.get(0).run();
    List<String> emitted = new ArrayList<>();
    window.drain(emitted::add);

    assertThat(emitted).hasSize(SLOTS).containsOnly("done");
  }

  /** What waits in line takes memory, with images some megabytes each. */
  @ParameterizedTest
  @CsvSource({"1, 4", "3, 12", "64, 256", "1000, 1000"})
  void aBundleWaitsWhileTheLineIsFull(int slots, int line) throws Exception {
    List<Runnable> started = Collections.synchronizedList(new ArrayList<>());
    TaskSlots full = new TaskSlots(slots, 1, started::add);
    AtomicInteger inLine = new AtomicInteger();
    int tasks = line + 1;
    Thread bundle = new Thread(() -> putInLine(full, tasks, inLine));
    bundle.start();
    while (bundle.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(inLine).hasValue(line);

    started.get(0).run();
    bundle.join();
    assertThat(inLine).hasValue(tasks);
  }

  private static void putInLine(TaskSlots slots, int tasks, AtomicInteger inLine) {
    try {
      for (int i = 0; i < tasks; i++) {
        slots.start(() -> {});
        inLine.incrementAndGet();
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
