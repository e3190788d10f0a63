package org.evalbeam.data;

/** Why a figure can't be given; beside each null in a table that needs a word. */
public enum Gap {
  NO_SCORES("There is no score."),
  ONE_ROW("There is one row only, which says nothing of how much rows vary."),
  ONE_CLUSTER("All rows are of one cluster, which says nothing of how much clusters vary."),
  NO_SPREAD("All values are equal: an interval would have no width, and a correlation no sense."),
  ONE_REPEAT("No row has two answers, so that rows and resampling can't be told apart."),
  NOT_BINARY("Scores are not all 0 or 1, so that right and wrong have no meaning."),
  NO_RANGE("The metric has no worst score, or no range to measure a width by."),
  NO_SHARED_ROWS("No row was scored by both."),
  TOO_MANY_VALUES("More than 10,000 different pairs of values: no measure by single values.");

  private final String meaning;

  Gap(String meaning) {
    this.meaning = meaning;
  }

  /** What it means, in a sentence for the docs. */
  public String meaning() {
    return meaning;
  }
}
