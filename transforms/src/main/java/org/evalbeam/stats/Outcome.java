package org.evalbeam.stats;

/** How one observation ended, as far as statistics care. */
public enum Outcome {
  /** There is a score. */
  SCORED(0),
  /** There should be one: it counts as the worst where that is asked for. */
  FAILED(1),
  /** Likewise; the judge replied. */
  UNPARSED(2),
  /** There is none to be had. */
  NOT_APPLICABLE(3);

  /** How many there are. */
  static final int COUNT = 4;

  private final int number;

  Outcome(int number) {
    this.number = number;
  }

  /** Its place in arrays and files, from 0. */
  int number() {
    return number;
  }

  boolean isMissing() {
    return this == FAILED || this == UNPARSED;
  }
}
