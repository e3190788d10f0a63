package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.evalbeam.endpoint.pacing.LimiterLostException;
import org.jspecify.annotations.Nullable;

/** Storage failed in the middle of a run; tells what is kept of it. */
final class RunBrokeOffException extends IOException {

  private static final long serialVersionUID = 1L;

  private RunBrokeOffException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Tells a failure of storage from a bug.
   *
   * @param failure what the runner threw
   * @param journal path of the journal; null where replies are not kept
   * @return nothing where the failure is a bug
   * @throws RuntimeException the failure, where it is a bug
   */
  static RunBrokeOffException where(RuntimeException failure, @Nullable String journal) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          || cause instanceof UncheckedIOException
          || cause instanceof LimiterLostException) {
        return new RunBrokeOffException(
            "the run broke off, nothing was published: "
                + cause.getMessage()
                + (journal == null
                    ? ""
                    : "\nreplies so far are kept in " + journal + "; the same command goes on"),
            failure);
      }
    }
    throw failure;
  }
}
