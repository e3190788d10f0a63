package org.evalbeam.data;

/** How an answer or an observation ended; every trial ends in exactly one of these. */
public enum Status {
  OK("There is an answer, or a score."),
  FAILED(
      "There is none, for a reason that is not the metric's own. Counts against the failure rate."),
  UNPARSED("The judge replied, but no score could be read. Counts against the failure rate."),
  NOT_APPLICABLE(
      "The metric has no meaning for this answer. Does not count against the failure rate.");

  private final String meaning;

  Status(String meaning) {
    this.meaning = meaning;
  }

  /** What it means, in a sentence or two for the docs. */
  public String meaning() {
    return meaning;
  }
}
