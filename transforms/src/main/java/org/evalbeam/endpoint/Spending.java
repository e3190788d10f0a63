package org.evalbeam.endpoint;

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

  /**
   * @param most what the calls of this process may cost; null for no limit
   */
  Spending(@Nullable Double most) {
    this.most = most;
  }

  /** Adds what a reply cost; null where that is not known. */
  void add(@Nullable Double cost) {
    if (cost != null) {
      spent.add(cost);
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
