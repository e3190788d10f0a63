package org.evalbeam.pipeline.simulate.fault;

import java.util.List;
import org.evalbeam.pipeline.simulate.draw.Draws;
import org.jspecify.annotations.Nullable;

/** Which fault strikes which call. It is asked by any number of threads, once for each call. */
@FunctionalInterface
public interface FaultPlan {

  /**
   * The fault that takes the place of a call's reply; null: none does.
   *
   * @param callNumber the call's number in the order of arrival, from 1
   * @param requestId its {@code X-Client-Request-Id}; empty where it sent none
   * @param attempt how many calls with that id have come, this one included; 1 without id
   */
  @Nullable Fault strike(long callNumber, String requestId, int attempt);

  /** No faults. */
  static FaultPlan none() {
    return (callNumber, requestId, attempt) -> null;
  }

  /**
   * The first of these rules that applies to a call. Shares are drawn by seed, fault, request id
   * and attempt, or by the call's number where there is no id.
   */
  static FaultPlan of(long seed, List<FaultRule> rules) {
    List<FaultRule> copy = List.copyOf(rules);
    return (callNumber, requestId, attempt) -> {
      for (FaultRule rule : copy) {
        if (rule.concerns(callNumber, attempt)
            && draws(seed, rule, callNumber, requestId, attempt).happens(rule.share())) {
          return rule.fault();
        }
      }
      return null;
    };
  }

  private static Draws draws(
      long seed, FaultRule rule, long callNumber, String requestId, int attempt) {
    String call = requestId.isEmpty() ? "#" + callNumber : requestId;
    return Draws.of(seed, "fault", rule.fault().label(), call, Integer.toString(attempt));
  }
}
