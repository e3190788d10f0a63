package org.evalbeam.pipeline.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Counts the calls of an endpoint and what became of them; for any number of threads. */
final class CallLog {

  private final RequestIds requestIds = new RequestIds();
  private final TreeMap<String, Long> callsByModel = new TreeMap<>();
  private long calls;
  private long duplicates;
  private long ok;
  private long rateLimited;
  private long refused;
  private long abandoned;
  private long firstCallMs;
  private long lastCallMs;
  private long lastReplyMs;
  private int[] latencies = new int[0];
  private int latencyCount;

  /** A call came; its request id is empty where it sent none. */
  synchronized void came(String requestId) {
    calls++;
    lastCallMs = System.currentTimeMillis();
    if (firstCallMs == 0) {
      firstCallMs = lastCallMs;
    }
    if (!requestId.isEmpty()) {
      requestIds.see(requestId);
    }
  }

  /** The call names this model. */
  synchronized void named(String model) {
    callsByModel.merge(model, 1L, Long::sum);
  }

  /** The call will be answered after so many milliseconds. */
  synchronized void delayed(long millis) {
    if (latencyCount == latencies.length) {
      latencies = Arrays.copyOf(latencies, Math.max(1 << 10, 2 * latencyCount));
    }
    latencies[latencyCount++] = (int) Math.min(millis, Integer.MAX_VALUE);
  }

  /** A reply of this status is sent. */
  synchronized void replied(int status, String requestId) {
    lastReplyMs = System.currentTimeMillis();
    if (status == 429) {
      rateLimited++;
    } else if (status != 200) {
      refused++;
    } else {
      ok++;
      if (!requestId.isEmpty() && requestIds.answer(requestId)) {
        duplicates++;
      }
    }
  }

  /** The client was gone before the reply. */
  synchronized void abandoned() {
    abandoned++;
  }

  synchronized Stats stats(int mostInFlight) {
    return new Stats(
        calls,
        requestIds.size(),
        duplicates,
        ok,
        rateLimited,
        refused,
        abandoned,
        mostInFlight,
        firstCallMs,
        lastCallMs,
        lastReplyMs,
        new TreeMap<>(callsByModel));
  }

  /** The latencies of the admitted calls in the order of their arrival, milliseconds. */
  synchronized List<Integer> latencies() {
    return IntStream.of(latencies).limit(latencyCount).boxed().toList();
  }
}
