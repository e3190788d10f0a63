package org.evalbeam.pipeline.simulate;

/** How many words a simulated model puts around an answer. */
public enum Verbosity {
  /** The answer and nothing else: {@code B} or {@code B.}. */
  TERSE,
  /** One plain sentence: {@code The answer is B.}. */
  PLAIN,
  /** The answer, the text of the choice, and a sentence more. */
  VERBOSE
}
