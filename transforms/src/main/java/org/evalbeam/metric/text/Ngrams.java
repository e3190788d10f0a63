package org.evalbeam.metric.text;

import java.util.Arrays;

/**
 * Runs of n symbols that two sequences have in common. A run gets a number of its own: that of the
 * run without its last symbol, with that symbol, looked up in a table. So no run is ever built, and
 * equal numbers are equal runs.
 */
final class Ngrams {

  private final int[] one;
  private final int[] other;
  private final Numbers numbers;
  private final int[] runsOfOne;
  private final int[] runsOfOther;
  private int length;

  private Ngrams(int[] one, int[] other) {
    this.one = one;
    this.other = other;
    this.numbers = new Numbers(one.length + other.length);
    this.runsOfOne = new int[one.length];
    this.runsOfOther = new int[other.length];
  }

  /**
   * How many runs of one sequence occur in the other, each as often as in the one that has it less.
   *
   * @param one symbols, none of them negative
   * @param other likewise
   * @param longest the longest runs
   * @return of runs of 1 symbol, of 2, and so on
   */
  static long[] common(int[] one, int[] other, int longest) {
    Ngrams ngrams = new Ngrams(one, other);
    long[] common = new long[longest];
    for (int n = 0; n < longest; n++) {
      common[n] = ngrams.commonOfNextLength();
    }
    return common;
  }

  private long commonOfNextLength() {
    length++;
    numbers.clear();
    int ofOne = lengthen(runsOfOne, one);
    int ofOther = lengthen(runsOfOther, other);
    int[] left = new int[numbers.size()];
    for (int i = 0; i < ofOther; i++) {
      left[runsOfOther[i]]++;
    }
    long common = 0;
    for (int i = 0; i < ofOne; i++) {
      common += left[runsOfOne[i]]-- > 0 ? 1 : 0;
    }
    return common;
  }

  /** Makes runs longer by a symbol; gives how many there are now. */
  private int lengthen(int[] runs, int[] symbols) {
    int count = Math.max(0, symbols.length - length + 1);
    for (int i = 0; i < count; i++) {
      runs[i] = numbers.of(((long) runs[i] << Integer.SIZE) | symbols[i + length - 1]);
    }
    return count;
  }

  /** Numbers keys from 0 in the order of their first appearance; open addressing. */
  private static final class Numbers {

    private static final long FREE = -1;

    /** Spreads keys over the table (Knuth, "The Art of Computer Programming" 3, 6.4). */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long[] keys;
    private final int[] values;
    private final int shift;
    private int size;

    Numbers(int most) {
      int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * most + 1);
      this.keys = new long[1 << bits];
      this.values = new int[1 << bits];
      this.shift = Long.SIZE - bits;
    }

    void clear() {
      Arrays.fill(keys, FREE);
      size = 0;
    }

    int size() {
      return size;
    }

    int of(long key) {
      int place = (int) ((key * GOLDEN) >>> shift);
      while (keys[place] != key) {
        if (keys[place] == FREE) {
          keys[place] = key;
          values[place] = size++;
          return values[place];
        }
        place = (place + 1) & (keys.length - 1);
      }
      return values[place];
    }
  }
}
