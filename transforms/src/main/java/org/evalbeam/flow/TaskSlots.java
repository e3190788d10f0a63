package org.evalbeam.flow;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Open tasks of one lane, over all bundles of the process. A task is open from its submission to
 * its end, whichever of its calls it waits for; more open tasks than calls in flight keep every
 * permit busy while some wait for their judge.
 */
final class TaskSlots {

  private final Semaphore free;
  private final Executor threads;

  /**
   * @param slots tasks open at once
   */
  TaskSlots(int slots, Executor threads) {
    this.free = new Semaphore(slots, true);
    this.threads = threads;
  }

  /** Waits for a free slot, then starts the task; the slot is free again when the task ends. */
  void start(Runnable task) throws InterruptedException {
    free.acquire();
    try {
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              free.release();
            }
          });
    } catch (RuntimeException | Error notStarted) {
      free.release();
      throw notStarted;
    }
  }
}
