package org.evalbeam.data;

/** How an interval was made. */
public enum IntervalMethod {
  STUDENT_T("Mean ± t times the standard error."),
  WILSON("Wilson's score interval, one independent 0 or 1 for each row."),
  WILSON_EFFECTIVE(
      "Wilson's score interval, for as many independent scores as have this standard error.");

  private final String meaning;

  IntervalMethod(String meaning) {
    this.meaning = meaning;
  }

  /** What it means, in a sentence for the docs. */
  public String meaning() {
    return meaning;
  }
}
