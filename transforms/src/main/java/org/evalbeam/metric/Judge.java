package org.evalbeam.metric;

import org.evalbeam.data.FailureReason;

/** The model that scores, as a metric sees it: a question in, a text out. */
public interface Judge {

  /**
   * Asks the judge, in one user message, and waits for its reply.
   *
   * @return the reply without its reasoning
   * @throws FailedException where no reply was to be had
   */
  String ask(String prompt) throws FailedException;

  /** The judge gave no reply. */
  final class FailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureReason reason;

    /** A call that failed for this reason; the message says what was found. */
    public FailedException(FailureReason reason, String message) {
      super(message);
      this.reason = reason;
    }

    /** Why it failed. */
    public FailureReason reason() {
      return reason;
    }
  }
}
