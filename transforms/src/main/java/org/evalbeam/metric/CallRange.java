package org.evalbeam.metric;

/**
 * How many calls a score takes: what is known before the first reply is a range, since replies say
 * how it goes on, and one that doesn't fit is asked for again.
 *
 * @param least the fewest
 * @param most the most
 */
public record CallRange(long least, long most) {

  /** One call, whatever comes back. */
  public static final CallRange ONE = new CallRange(1, 1);

  /** None of them certain. */
  public static final CallRange NONE = new CallRange(0, 0);

  /**
   * Steps with one call each, which is made a second time where its reply doesn't fit.
   *
   * @param least steps that are made in any case
   * @param most steps that may be made
   */
  static CallRange ofSteps(int least, int most) {
    return new CallRange(least, 2L * most);
  }

  /** Both together. */
  public CallRange plus(CallRange other) {
    return new CallRange(least + other.least, most + other.most);
  }
}
