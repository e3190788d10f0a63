package org.evalbeam.pipeline;

/** Options or files that the program can't work with; the message is all that the user needs. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
