package org.evalbeam.endpoint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.DoubleAdder;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.protocol.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a run have cost in this process, and what they may cost. Calls in flight when
 * the limit is reached are let end, so that their replies, which are paid, are kept.
 */
final class Spending {

  private final @Nullable Double most;
  private final DoubleAdder spent = new DoubleAdder();
  private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

  /**
   * @param most what the calls of this process may cost; null for no limit
   */
  Spending(@Nullable Double most) {
    this.most = most;
  }

  /** Has somebody told when the limit is reached, once or more often. */
  void whenExhausted(Runnable told) {
    waiting.add(told);
  }

  /** Adds what a reply cost; null where that is not known. */
  void add(@Nullable Double cost) {
    if (cost == null) {
      return;
    }
    spent.add(cost);
    if (exhausted() != null) {
      waiting.forEach(Runnable::run);
    }
  }

  /** What was spent so far, as far as prices and tokens are known. */
  double total() {
    return spent.sum();
  }

  /** Why no more calls are to be made; null where they are. */
  @Nullable Failure exhausted() {
    return most == null || spent.sum() < most
        ? null
        : new Failure(
            FailureReason.BUDGET_SPENT, "not called: the run has cost its --max-cost of " + most);
  }
}
