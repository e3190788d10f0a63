package org.evalbeam.flow;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Open tasks of one lane, over all bundles of the process. A task is open from its start to its
 * end, whichever of its calls it waits for; more open tasks than calls in flight keep every permit
 * busy while some wait for their judge.
 *
 * <p>A few more wait in line, so that a thread that ends a task goes on with the next one instead
 * of being handed it, and a bundle sleeps until the line is half empty instead of waking for each:
 * the switches between threads cost as much CPU as writing and reading a call.
 */
final class TaskSlots {

  private final int slots;
  private final int line;
  private final Executor threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int open;

  /**
   * @param slots tasks open at once
   * @param threads what tasks run on; as many run at once as are given to it
   */
  TaskSlots(int slots, Executor threads) {
    this.slots = slots;
    this.line = Math.max(2, slots);
    this.threads = threads;
  }

  /**
   * Starts a task, or puts it in line; waits while the line is full.
   *
   * @param task throws nothing
   */
  void start(Runnable task) throws InterruptedException {
    synchronized (waiting) {
      while (waiting.size() >= line) {
        waiting.wait();
      }
      if (open >= slots) {
        waiting.add(task);
        return;
      }
      open++;
    }
    try {
      threads.execute(() -> runFrom(task));
    } catch (RuntimeException | Error notStarted) {
      synchronized (waiting) {
        open--;
      }
      throw notStarted;
    }
  }

  private void runFrom(Runnable first) {
    for (Runnable task = first; task != null; task = next()) {
      task.run();
      Thread.interrupted(); // a task that was told to stop leaves its thread to the next one
    }
  }

  private @Nullable Runnable next() {
    synchronized (waiting) {
      Runnable next = waiting.poll();
      if (next == null) {
        open--;
      } else if (waiting.size() == line / 2) {
        waiting.notifyAll();
      }
      return next;
    }
  }
}
