package org.evalbeam.data;

/** Which of two answers is the better one. */
public enum Preferred {
  /** The first variant's. */
  A,
  /** The second variant's. */
  B,
  /** Neither. */
  TIE;

  /** The same of the two in the other order. */
  public Preferred swapped() {
    return switch (this) {
      case A -> B;
      case B -> A;
      case TIE -> TIE;
    };
  }

  /**
   * What two verdicts come to, one for each order of showing the answers: a win only where both say
   * so (Zheng et al. 2023, "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena", section 3.4).
   */
  public static Preferred of(Preferred aFirst, Preferred bFirst) {
    return aFirst == bFirst ? aFirst : TIE;
  }

  /** Points of the first variant: 1 for a win, 0.5 for a tie, 0 for a loss. */
  public double points() {
    return switch (this) {
      case A -> 1;
      case B -> 0;
      case TIE -> 0.5;
    };
  }
}
