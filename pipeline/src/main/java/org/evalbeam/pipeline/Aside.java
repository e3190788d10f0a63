package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work that is done on a thread of its own while the run goes on, and that the run waits for where
 * it needs what comes of it. A process that ends earlier does not wait for it.
 *
 * @param <T> what comes of it
 */
final class Aside<T> {

  private final String name;
  private final FutureTask<T> work;

  private Aside(String name, Callable<T> work) {
    this.name = name;
    this.work = new FutureTask<>(work);
  }

  /**
   * Begins some work.
   *
   * @param name what it is, in words
   * @param work may throw an {@link IOException}; anything else that it throws is a bug
   */
  static <T> Aside<T> begin(String name, Callable<T> work) {
    Aside<T> aside = new Aside<>(name, work);
    Thread thread = new Thread(aside.work, name);
    thread.setDaemon(true);
    thread.start();
    return aside;
  }

  /** Likewise, where nothing comes of it but that it is done. */
  static Aside<Void> begin(String name, Work work) {
    return begin(
        name,
        () -> {
          work.run();
          return null;
        });
  }

  /** Something to do. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /** What came of it; waits for its end. */
  T await() throws IOException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException(name + " failed", e);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting for " + name);
    }
  }
}
