package org.evalbeam.benchmarks;

import java.util.List;
import java.util.PriorityQueue;

/**
 * The best that calls in a given order can do: each starts as soon as one of a number of servers is
 * free. R. L. Graham, "Bounds on multiprocessing timing anomalies", SIAM J. Appl. Math. 17 (1969).
 */
final class ListSchedule {

  private ListSchedule() {}

  /**
   * Time from the start of the first call to the end of the last.
   *
   * @param latencies of the calls in their order, in any unit
   * @param servers calls in flight at once, at least 1
   * @return in the unit of the latencies; 0 without calls
   */
  static long makespan(List<Integer> latencies, int servers) {
    PriorityQueue<Long> freeAt = new PriorityQueue<>(servers);
    for (int i = 0; i < servers; i++) {
      freeAt.add(0L);
    }
    long last = 0;
    for (int latency : latencies) {
      long end = freeAt.remove() + latency;
      last = Math.max(last, end);
      freeAt.add(end);
    }
    return last;
  }
}
