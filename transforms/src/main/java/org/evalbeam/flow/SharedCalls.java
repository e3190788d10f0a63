package org.evalbeam.flow;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.evalbeam.data.ReplySource;
import org.evalbeam.endpoint.CallResult;

/**
 * The calls of trials that share one answer. Each distinct call is made once, by whichever trial
 * needs it first; the others wait for its end. A store of replies from earlier runs takes its place
 * here, between the question and the request.
 */
final class SharedCalls {

  private final Map<String, CompletableFuture<CallResult>> calls = new ConcurrentHashMap<>();

  /** Makes a call and waits for its end. */
  @FunctionalInterface
  interface Request {
    CallResult make() throws InterruptedException;
  }

  /**
   * How a call ended for one of its askers.
   *
   * @param result the result; an asker that only waited made no attempts
   * @param source whether this asker made the request
   */
  record Shared(CallResult result, ReplySource source) {}

  /**
   * The end of a call, made here unless another asker makes it.
   *
   * @param id the call's identity
   * @throws IllegalStateException where the asker that made it was stopped by an exception; that
   *     asker throws the exception itself
   */
  Shared call(String id, Request request) throws InterruptedException {
    CompletableFuture<CallResult> mine = new CompletableFuture<>();
    CompletableFuture<CallResult> earlier = calls.putIfAbsent(id, mine);
    if (earlier != null) {
      return new Shared(withoutCosts(await(earlier)), ReplySource.SHARED);
    }
    try {
      CallResult result = request.make();
      mine.complete(result);
      return new Shared(result, ReplySource.CALL);
    } catch (InterruptedException | RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static CallResult await(CompletableFuture<CallResult> call) throws InterruptedException {
    try {
      return call.get();
    } catch (ExecutionException | CancellationException e) {
      throw new IllegalStateException("the shared call broke off", e);
    }
  }

  /** So that the attempts of all answers add up to the requests that were made. */
  private static CallResult withoutCosts(CallResult result) {
    return new CallResult(result.reply(), result.failure(), 0, result.requestSeconds(), 0);
  }
}
