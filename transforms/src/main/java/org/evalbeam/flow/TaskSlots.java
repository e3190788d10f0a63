package org.evalbeam.flow;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open tasks of one lane, over all bundles of the process. A task is open from its start to its
 * end, whichever of its calls it waits for; more open tasks than calls in flight keep every permit
 * busy while some wait for their judge.
 *
 * <p>Some more wait in line, so that a thread that ends a task goes on with the next one instead of
 * being handed it, and a bundle sleeps until the line is half empty instead of waking for each: the
 * switches between threads cost as much CPU as writing and reading a call. For the same reason no
 * more threads than there are processors are at work at a time: a task says when it is about to
 * wait, and only then another one begins in its place. Where replies are kept none waits, and few
 * threads do all of them.
 */
final class TaskSlots {

  private static final Logger LOG = LoggerFactory.getLogger(TaskSlots.class);

  /** Enough for threads to go on while their bundle wakes up, where replies are kept. */
  private static final int LONG_LINE = 256;

  /** Tasks in line for each slot at most: trials with images take megabytes. */
  private static final int IN_LINE_OF_A_SLOT = 4;

  private static final ThreadLocal<@Nullable Worker> CURRENT = new ThreadLocal<>();

  private final int slots;
  private final int processors;
  private final int line;
  private final Executor threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  /** Threads with a task, or on their way to one. */
  private int open;

  /** Those of them that are at work, as far as they told. */
  private int busy;

  /**
   * @param slots tasks open at once
   * @param processors tasks that begin while none of them waits
   * @param threads what tasks run on; as many run at once as are given to it
   */
  TaskSlots(int slots, int processors, Executor threads) {
    this.slots = slots;
    this.processors = processors;
    this.line = Math.max(slots, Math.min(LONG_LINE, IN_LINE_OF_A_SLOT * slots));
    this.threads = threads;
  }

  /**
   * Tells that the task on this thread, if there is one, is about to wait for something else than a
   * processor. A task that waits without a word keeps others from beginning.
   */
  static void willWait() {
    Worker worker = CURRENT.get();
    if (worker != null) {
      worker.willWait();
    }
  }

  /**
   * Puts a task in line, and starts it as soon as a slot is free; waits while the line is full.
   *
   * @param task throws nothing
   */
  void start(Runnable task) throws InterruptedException {
    synchronized (waiting) {
      while (waiting.size() >= line) {
        waiting.wait();
      }
      waiting.add(task);
    }
    try {
      startWorker();
    } catch (RuntimeException | Error notStarted) {
      synchronized (waiting) {
        waiting.remove(task);
      }
      throw notStarted;
    }
  }

  private void startWorker() {
    synchronized (waiting) {
      if (waiting.isEmpty() || open >= slots || busy >= processors) {
        return;
      }
      open++;
      busy++;
    }
    try {
      threads.execute(new Worker());
    } catch (RuntimeException | Error notStarted) {
      synchronized (waiting) {
        open--;
        busy--;
      }
      throw notStarted;
    }
  }

  /** Takes tasks from the line until there are none. */
  private final class Worker implements Runnable {

    private boolean hasWaited;

    @Override
    public void run() {
      CURRENT.set(this);
      try {
        for (Runnable task = next(); task != null; task = next()) {
          task.run();
          Thread.interrupted(); // a task that was told to stop leaves its thread to the next one
        }
      } finally {
        CURRENT.remove();
      }
    }

    private @Nullable Runnable next() {
      synchronized (waiting) {
        if (hasWaited) {
          hasWaited = false;
          busy++;
        }
        Runnable next = waiting.poll();
        if (next == null) {
          open--;
          busy--;
        } else if (waiting.size() == line / 2) {
          waiting.notifyAll();
        }
        return next;
      }
    }

    void willWait() {
      synchronized (waiting) {
        if (hasWaited) {
          return;
        }
        hasWaited = true;
        busy--;
      }
      try {
        startWorker();
      } catch (RuntimeException | Error notStarted) {
        // The threads that there are go on; the next task that is put in line tells its bundle.
        LOG.warn("no thread for a further task: {}", notStarted.toString());
      }
    }
  }
}
