package org.evalbeam.journal;

/**
 * Equal ranges of task ids, told apart by the first byte, into which the segments of a process are
 * parted.
 *
 * @param count a power of two from 1 to 256
 */
record TaskRanges(int count) {

  /** Values of a task's first byte. */
  private static final int BYTES = 256;

  TaskRanges {
    if (count < 1 || count > BYTES || Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException(
          count + " ranges of task ids; a power of two from 1 to 256 is needed");
    }
  }

  /** The number of the range that holds a task, from 0. */
  int of(String task) {
    return Integer.parseInt(task, 0, 2, 16) * count / BYTES;
  }

  /** The first byte of the lowest task of a range. */
  int from(int range) {
    return range * (BYTES / count);
  }

  /** The first byte of the highest task of a range. */
  int to(int range) {
    return from(range) + BYTES / count - 1;
  }
}
