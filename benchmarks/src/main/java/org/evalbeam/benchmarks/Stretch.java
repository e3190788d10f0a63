package org.evalbeam.benchmarks;

import java.util.List;

/**
 * The seconds of a run that are counted, since its first call: without those in which it only
 * begins, and none in which it may already have ended.
 *
 * @param from the first second, from 0
 * @param to the second after the last, above the first
 */
record Stretch(int from, int to) {

  /**
   * What came about in these seconds.
   *
   * @param perSecond counts by second, to the end of the run
   * @throws IllegalStateException where the run was over before
   */
  long sum(List<Long> perSecond) {
    if (perSecond.size() <= to) {
      throw new IllegalStateException(
          "seconds %d to %d were to be counted; the run was over after %d"
              .formatted(from, to, perSecond.size()));
    }
    return perSecond.subList(from, to).stream().mapToLong(Long::longValue).sum();
  }

  /** What came about in these seconds, as a share of what was allowed. */
  double used(List<Long> perSecond, double allowedPerMinute) {
    return sum(perSecond) / (allowedPerMinute / 60 * (to - from));
  }
}
