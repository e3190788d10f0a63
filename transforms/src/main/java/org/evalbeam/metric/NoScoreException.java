package org.evalbeam.metric;

/** A step of a metric that left nothing to make a score of. */
final class NoScoreException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Score why;

  /** The score that says why there is none. */
  NoScoreException(Score why) {
    super(String.valueOf(why.message()));
    this.why = why;
  }

  Score why() {
    return why;
  }
}
