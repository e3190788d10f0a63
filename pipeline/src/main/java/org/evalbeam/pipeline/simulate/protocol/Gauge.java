package org.evalbeam.pipeline.simulate.protocol;

/**
 * How a limit stands.
 *
 * @param what what is limited, one of the constants here
 * @param limit what may be taken when nothing was
 * @param remaining what may be taken now, at least 0
 * @param nanosUntilFull nanoseconds until all of it may be taken again
 */
public record Gauge(String what, int limit, long remaining, long nanosUntilFull) {

  /** Calls. */
  public static final String REQUESTS = "requests";

  /** Tokens of input and output together. */
  public static final String TOKENS = "tokens";

  /** Tokens of input. */
  public static final String INPUT_TOKENS = "input_tokens";

  /** Tokens of output. */
  public static final String OUTPUT_TOKENS = "output_tokens";

  /** Calls at one time; it is refused by this name and has no headers. */
  public static final String CONCURRENT_REQUESTS = "concurrent_requests";
}
