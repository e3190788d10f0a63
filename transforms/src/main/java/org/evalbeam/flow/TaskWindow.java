package org.evalbeam.flow;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a bundle has started and whose results it has not yet emitted. It belongs to the
 * bundle, not to a shard: draining at the end of each shard would leave the permits idle while the
 * slowest call of the shard is waited for. Used by the bundle's thread alone.
 *
 * <p>Once it has thrown anything, be it that the bundle is to stop or that a task failed, it waits
 * for nothing more, and starts none of its tasks that stand in line: nobody would have what comes
 * of them. Runners finish a bundle that was broken off, some twice, and a stopped one would hold up
 * its whole job until its last call has come back.
 *
 * @param <T> what a task gives
 */
final class TaskWindow<T> {

  private final TaskSlots slots;
  private final BlockingQueue<Outcome<T>> ended = new LinkedBlockingQueue<>();
  private int open;
  private volatile boolean brokenOff;

  TaskWindow(TaskSlots slots) {
    this.slots = slots;
  }

  /** Starts a task as soon as a slot is free. */
  void submit(Callable<T> task) throws InterruptedException {
    step(
        () -> {
          slots.start(() -> run(task));
          open++;
        });
  }

  /** Hands over what has ended, without waiting. */
  void emitEnded(Consumer<T> output) throws InterruptedException {
    step(
        () -> {
          for (Outcome<T> outcome = ended.poll(); outcome != null; outcome = ended.poll()) {
            emit(outcome, output);
          }
        });
  }

  /** Hands over everything, waiting for the end of every task. */
  void drain(Consumer<T> output) throws InterruptedException {
    step(
        () -> {
          while (open > 0) {
            emit(ended.take(), output);
          }
        });
  }

  private void run(Callable<T> task) {
    if (!brokenOff) {
      ended.add(Outcome.of(task));
    }
  }

  private void emit(Outcome<T> outcome, Consumer<T> output) {
    open--;
    output.accept(outcome.get());
  }

  private void step(Step step) throws InterruptedException {
    if (brokenOff) {
      throw new IllegalStateException("the bundle was broken off");
    }
    try {
      step.run();
    } catch (Throwable thrown) {
      brokenOff = true;
      throw thrown;
    }
  }

  /** What may be broken off. */
  private interface Step {
    void run() throws InterruptedException;
  }

  /** How a task ended: tasks turn expected failures into results, so the rest are code bugs. */
  private record Outcome<T>(@Nullable T value, @Nullable Throwable thrown) {

    static <T> Outcome<T> of(Callable<T> task) {
      try {
        return new Outcome<>(task.call(), null);
      } catch (Throwable thrown) {
        return new Outcome<>(null, thrown);
      }
    }

    T get() {
      if (value == null) {
        throw new IllegalStateException("a task failed", thrown);
      }
      return value;
    }
  }
}
