package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.evalbeam.endpoint.pacing.LimiterLostException;
import org.jspecify.annotations.Nullable;

/** Storage or a cluster failed in the middle of a run; tells what is kept of it. */
final class RunBrokeOffException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What Flink itself has to say, as of workers that were lost, is no bug of ours. */
  private static final String FLINK = "org.apache.flink.";

  private RunBrokeOffException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Tells a failure of storage, or of a cluster, from a bug.
   *
   * @param failure what the runner threw
   * @param journal path of the journal; null where replies are not kept
   * @return nothing where the failure is a bug
   * @throws RuntimeException the failure, where it is a bug
   */
  static RunBrokeOffException where(RuntimeException failure, @Nullable String journal) {
    Throwable last = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          || cause instanceof UncheckedIOException
          || cause instanceof LimiterLostException) {
        return new RunBrokeOffException(told(cause.getMessage(), journal), failure);
      }
      last = cause;
    }
    if (last.getClass().getName().startsWith(FLINK)) {
      return new RunBrokeOffException(told(last.getMessage(), journal), failure);
    }
    throw failure;
  }

  /** A job ended otherwise than done, and its runner threw nothing. */
  static RunBrokeOffException ended(String state, @Nullable String journal) {
    return new RunBrokeOffException(told("the job ended as " + state, journal), null);
  }

  private static String told(@Nullable String why, @Nullable String journal) {
    return "the run broke off, nothing was published: "
        + why
        + (journal == null
            ? ""
            : "\nreplies so far are kept in " + journal + "; the same command goes on");
  }
}
