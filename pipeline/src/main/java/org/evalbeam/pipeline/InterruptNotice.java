package org.evalbeam.pipeline;

import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** While open, tells a user who stops the program what becomes of the run. */
final class InterruptNotice implements AutoCloseable {

  private final Thread hook;

  private InterruptNotice(Thread hook) {
    this.hook = hook;
  }

  /**
   * Opens the notice.
   *
   * @param staging path of the run's own folder, which stays behind
   * @param journal path of the journal; null where replies are not kept
   */
  static InterruptNotice open(PrintStream screen, String staging, @Nullable String journal) {
    String kept =
        journal == null
            ? ""
            : "; all replies so far are kept in "
                + journal
                + ", the same command goes on from there";
    Thread hook =
        new Thread(
            () -> {
              StatusLine status = StatusLine.ofProcess();
              if (status != null) {
                status.end();
              }
              screen.println(
                  "interrupted: nothing was published" + kept + "; " + staging + " may be removed");
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return new InterruptNotice(hook);
  }

  /**
   * Ends the notice.
   *
   * @throws CancellationException where the program is being stopped: what was told must stay true
   */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      throw new CancellationException("the program is being stopped");
    }
  }
}
