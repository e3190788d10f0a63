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
 * @param <T> what a task gives
 */
final class TaskWindow<T> {

  private final TaskSlots slots;
  private final BlockingQueue<Outcome<T>> ended = new LinkedBlockingQueue<>();
  private int open;

  TaskWindow(TaskSlots slots) {
    this.slots = slots;
  }

  /** Starts a task as soon as a slot is free. */
  void submit(Callable<T> task) throws InterruptedException {
    slots.start(() -> ended.add(Outcome.of(task)));
    open++;
  }

  /** Hands over what has ended, without waiting. */
  void emitEnded(Consumer<T> output) {
    for (Outcome<T> outcome = ended.poll(); outcome != null; outcome = ended.poll()) {
      open--;
      output.accept(outcome.get());
    }
  }

  /** Hands over everything, waiting for the end of every task. */
  void drain(Consumer<T> output) throws InterruptedException {
    while (open > 0) {
      Outcome<T> outcome = ended.take();
      open--;
      output.accept(outcome.get());
    }
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
