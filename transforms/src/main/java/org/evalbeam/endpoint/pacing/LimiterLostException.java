package org.evalbeam.endpoint.pacing;

/**
 * The place where workers keep their common limits can't be reached. No call may be made without
 * it: a run ends here, like one that has lost its storage.
 */
public final class LimiterLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LimiterLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
