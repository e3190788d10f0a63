package org.evalbeam.data;

/** What to run next, so that a difference is known as closely as is wanted. */
public enum Advice {
  ENOUGH("The interval is as narrow as is wanted."),
  MORE_ROWS("Only more rows make the interval that narrow."),
  MORE_ROWS_OR_REPEATS("More rows do, or more repeats of the same rows.");

  private final String meaning;

  Advice(String meaning) {
    this.meaning = meaning;
  }

  /** What it means, in a sentence for the docs. */
  public String meaning() {
    return meaning;
  }
}
