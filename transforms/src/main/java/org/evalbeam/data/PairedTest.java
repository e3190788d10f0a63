package org.evalbeam.data;

/** Which test a p-value is of. */
public enum PairedTest {
  MCNEMAR("McNemar's exact test: 0 or 1, one score for each row, no clusters."),
  SIGN(
      "The exact sign test: rows won against rows lost, one preference for each row, no clusters."),
  SIGN_FLIP(
      "The exact sign-flip test: 20 rows or fewer that differ, or as many clusters whose sums do."),
  STUDENT_T("Student's paired t test.");

  private final String meaning;

  PairedTest(String meaning) {
    this.meaning = meaning;
  }

  /** What it means, in a sentence for the docs. */
  public String meaning() {
    return meaning;
  }
}
