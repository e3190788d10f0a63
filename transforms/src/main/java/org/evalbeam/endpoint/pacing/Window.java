package org.evalbeam.endpoint.pacing;

/**
 * How many calls may be in flight before any is refused: what is declared, or, where nothing is, a
 * few, and one more for each success of a call during which all places were taken, which doubles
 * the number per round trip.
 */
final class Window {

  private static final int FIRST = 4;

  private final int most;
  private int size;
  private int announced;

  /**
   * @param ceiling most calls where no number of them is declared
   */
  Window(Limits limits, int ceiling) {
    this.most = limits.maxInFlight() == null ? ceiling : limits.maxInFlight();
    boolean known = limits.maxInFlight() != null || limits.nameRates();
    this.size = known ? most : Math.min(FIRST, most);
    this.announced = size;
  }

  int size() {
    return size;
  }

  /**
   * One more, if there may be.
   *
   * @return whether it is twice as many as when last told
   */
  boolean grow() {
    if (size >= most) {
      return false;
    }
    size++;
    boolean tell = size >= 2 * announced || size == most;
    announced = tell ? size : announced;
    return tell;
  }

  /** As many were in flight without harm. */
  void atLeast(int places) {
    size = Math.max(size, Math.min(most, places));
  }
}
