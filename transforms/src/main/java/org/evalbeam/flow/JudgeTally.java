package org.evalbeam.flow;

import org.evalbeam.endpoint.CallResult;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.protocol.Reply;
import org.jspecify.annotations.Nullable;

/** What the judge's calls for one score took: tokens, seconds, attempts. */
final class JudgeTally {

  private @Nullable Long tokensPrompt;
  private @Nullable Long tokensCompletion;
  private @Nullable Double requestSeconds;
  private @Nullable Double waitSeconds;
  private @Nullable Double cost;
  private boolean costUnknown;
  private double spent;
  private boolean spentUnknown;
  private int attempts;

  void add(CallResult<?> result, Endpoint endpoint) {
    Reply reply = result.reply();
    if (reply != null) {
      Double price = endpoint.cost(reply);
      cost = Known.sum(cost, price);
      costUnknown |= price == null;
      if (result.attempts() > 0) {
        spent += price == null ? 0 : price;
        spentUnknown |= price == null;
      }
      tokensPrompt = Known.sum(tokensPrompt, reply.tokensPrompt());
      tokensCompletion = Known.sum(tokensCompletion, reply.tokensCompletion());
    }
    requestSeconds = Known.sum(requestSeconds, result.requestSeconds());
    waitSeconds = Known.sum(waitSeconds, result.waits().total());
    attempts += result.attempts();
  }

  @Nullable Long tokensPrompt() {
    return tokensPrompt;
  }

  @Nullable Long tokensCompletion() {
    return tokensCompletion;
  }

  @Nullable Double requestSeconds() {
    return requestSeconds;
  }

  @Nullable Double waitSeconds() {
    return waitSeconds;
  }

  /** Null where the cost of any reply is not known. */
  @Nullable Double cost() {
    return costUnknown ? null : cost;
  }

  /**
   * The cost of the replies that were called for here; null where the cost of any of them is not
   * known.
   */
  @Nullable Double spent() {
    return spentUnknown ? null : Double.valueOf(spent);
  }

  int attempts() {
    return attempts;
  }
}
