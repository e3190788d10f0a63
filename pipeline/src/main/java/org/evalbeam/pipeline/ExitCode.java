package org.evalbeam.pipeline;

/** How the program ends; the table stands in the README too. */
final class ExitCode {

  /** All well. */
  static final int OK = 0;

  /** Anything that has no code of its own. */
  static final int FAILURE = 1;

  /** The spec, a catalog or the options are wrong; nothing was called. */
  static final int USAGE = 2;

  /** The run is finished, but more rows failed or were unparsed than is allowed. */
  static final int TOO_MANY_FAILURES = 3;

  /** Stopped by an interrupt: 128 and the signal's number, as shells have it. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
