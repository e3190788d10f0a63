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
  private int attempts;

  void add(CallResult<?> result, Endpoint endpoint) {
    Reply reply = result.reply();
    if (reply != null) {
      Double price = endpoint.cost(reply);
      cost = sum(cost, price);
      costUnknown |= price == null;
      tokensPrompt = sum(tokensPrompt, reply.tokensPrompt());
      tokensCompletion = sum(tokensCompletion, reply.tokensCompletion());
    }
    requestSeconds = sum(requestSeconds, result.requestSeconds());
    waitSeconds = sum(waitSeconds, result.waits().total());
    attempts += result.attempts();
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    return a == null ? b : b == null ? a : Long.valueOf(a + b);
  }

  private static @Nullable Double sum(@Nullable Double a, @Nullable Double b) {
    return a == null ? b : b == null ? a : Double.valueOf(a + b);
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

  int attempts() {
    return attempts;
  }
}
