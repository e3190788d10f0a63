package org.evalbeam.flow;

import com.google.common.annotations.VisibleForTesting;
import java.util.HashMap;
import java.util.Map;
import org.evalbeam.data.Trial;
import org.evalbeam.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Brings trials together that share an answer. What they share is kept until the last of them has
 * come, which the plan knows beforehand, and no longer, so that memory does not grow with the rows.
 * Rows of another dataset that ask the same do not share: how many of them are to come is not
 * known. Belongs to a bundle, and is used by its thread alone.
 */
final class AnswerSharing {

  private final EvaluationPlan plan;
  private final Map<Key, Sharers> waiting = new HashMap<>();

  AnswerSharing(EvaluationPlan plan) {
    this.plan = plan;
  }

  /** What a shared call goes by: equal requests with different keys are not one call. */
  private record Key(Endpoint endpoint, String callId, String dataset) {}

  /** Trials that share an answer. */
  private static final class Sharers {
    private final SharedCalls calls = new SharedCalls();
    private int toCome;

    Sharers(int toCome) {
      this.toCome = toCome;
    }
  }

  /**
   * The calls that a trial shares with others; each trial asks once.
   *
   * @param call the call that answers it; null where there is none, and so nothing to share
   */
  SharedCalls join(Trial trial, @Nullable AnswerCall call) {
    if (call == null) {
      return new SharedCalls();
    }
    Key key = new Key(call.endpoint(), call.id(), trial.row().dataset());
    Sharers sharers =
        waiting.computeIfAbsent(
            key, first -> new Sharers(plan.sharing(trial.experiment(), trial.row())));
    if (--sharers.toCome <= 0) {
      waiting.remove(key);
    }
    return sharers.calls;
  }

  /** Shared answers that some trial is still to come for. */
  @VisibleForTesting
  int waiting() {
    return waiting.size();
  }
}
