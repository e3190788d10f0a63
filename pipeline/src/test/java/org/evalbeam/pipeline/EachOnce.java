package org.evalbeam.pipeline;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.evalbeam.pipeline.simulate.fault.FaultPlan;
import org.jspecify.annotations.Nullable;

/** Strikes a new call with each of these faults, a good reply between two, and says whom. */
final class EachOnce implements FaultPlan {

  private final Deque<Fault> left;
  private final Map<String, Fault> struck = new HashMap<>();

  EachOnce(Collection<Fault> faults) {
    this.left = new ArrayDeque<>(faults);
  }

  @Override
  public synchronized @Nullable Fault strike(long callNumber, String requestId, int attempt) {
    if (attempt > 1 || callNumber % 2 == 0 || left.isEmpty()) {
      return null;
    }
    Fault fault = left.remove();
    struck.put(requestId, fault);
    return fault;
  }

  /** What struck the call of this id; null: nothing did. */
  synchronized @Nullable Fault of(String callId) {
    return struck.get(callId);
  }

  /** How many calls were struck so far. */
  synchronized int strikes() {
    return struck.size();
  }
}
