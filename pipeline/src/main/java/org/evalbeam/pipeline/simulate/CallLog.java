package org.evalbeam.pipeline.simulate;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.evalbeam.pipeline.simulate.fault.Fault;

/** Counts the calls of an endpoint and what became of them; for any number of threads. */
final class CallLog {

  private static final int RATE_LIMITED = 429;

  private final RequestIds requestIds = new RequestIds();
  private final TreeMap<String, Long> callsByModel = new TreeMap<>();
  private final TreeMap<Integer, Long> repliesByStatus = new TreeMap<>();
  private final TreeMap<String, Long> faults = new TreeMap<>();
  private final Latencies latencies = new Latencies();
  private final Timeline timeline;
  private long calls;
  private long duplicates;
  private long ok;
  private long rateLimited;
  private long refused;
  private long spoiled;
  private long abandoned;
  private long redirected;
  private long promptTokens;
  private long completionTokens;
  private long firstCallMs;
  private long lastCallMs;
  private long lastReplyMs;

  CallLog(LongSupplier nanoClock) {
    this.timeline = new Timeline(nanoClock);
  }

  /** A call came. */
  Call came(HttpServerRequest http) {
    String sent = http.getHeader("X-Client-Request-Id");
    String requestId = sent == null ? "" : sent;
    long idHash = requestId.isEmpty() ? 0 : RequestIds.hash(requestId);
    synchronized (this) {
      calls++;
      lastCallMs = System.currentTimeMillis();
      if (calls == 1) {
        firstCallMs = lastCallMs;
        timeline.start();
      }
      return new Call(http, requestId, idHash, calls, idHash == 0 ? 1 : requestIds.see(idHash));
    }
  }

  /** The call names this model. */
  synchronized void named(String model) {
    callsByModel.merge(model, 1L, Long::sum);
  }

  /** The limits count so many tokens more; negative: fewer. */
  synchronized void tokens(int amount) {
    timeline.tokens(amount);
  }

  /** The call will be answered after so many milliseconds. */
  synchronized void delayed(long millis) {
    latencies.add(millis);
  }

  /** An answer of so many tokens is sent. */
  synchronized void answered(Call call, int promptTokens, int completionTokens) {
    sent(200);
    ok++;
    timeline.ok();
    this.promptTokens += promptTokens;
    this.completionTokens += completionTokens;
    if (call.idHash() != 0 && requestIds.answer(call.idHash())) {
      duplicates++;
    }
  }

  /** An error of this status is sent. */
  synchronized void refused(int status) {
    sent(status);
    if (status == RATE_LIMITED) {
      rateLimited++;
      timeline.rateLimited();
    } else {
      refused++;
    }
  }

  /** An answer is lost on the way; this status is sent, 0: none. */
  synchronized void spoiled(int status) {
    sent(status);
    spoiled++;
  }

  private void sent(int status) {
    if (status != 0) {
      lastReplyMs = System.currentTimeMillis();
      repliesByStatus.merge(status, 1L, Long::sum);
    }
  }

  /** A fault struck a call. */
  synchronized void struck(Fault fault) {
    faults.merge(fault.label(), 1L, Long::sum);
  }

  /** The client was gone before the reply. */
  synchronized void abandoned() {
    abandoned++;
  }

  /** A client came where a redirect leads. */
  synchronized void redirected() {
    redirected++;
  }

  synchronized Stats stats(int mostInFlight) {
    return new Stats(
        calls,
        requestIds.size(),
        duplicates,
        ok,
        rateLimited,
        refused,
        spoiled,
        abandoned,
        redirected,
        mostInFlight,
        promptTokens,
        completionTokens,
        firstCallMs,
        lastCallMs,
        lastReplyMs,
        new TreeMap<>(callsByModel),
        new TreeMap<>(repliesByStatus),
        new TreeMap<>(faults));
  }

  synchronized Seconds seconds() {
    return timeline.counts();
  }

  /** The latencies of the admitted calls in the order of their arrival, milliseconds. */
  synchronized List<Integer> latencies() {
    return latencies.list();
  }
}
