package org.evalbeam.pipeline.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Latencies in milliseconds, 4 bytes each; not safe for use by several threads. */
final class Latencies {

  private int[] millis = new int[0];
  private int count;

  void add(long latencyMs) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, Math.max(1 << 10, 2 * count));
    }
    millis[count++] = (int) Math.min(latencyMs, Integer.MAX_VALUE);
  }

  /** In the order in which they were added. */
  List<Integer> list() {
    return IntStream.of(millis).limit(count).boxed().toList();
  }
}
