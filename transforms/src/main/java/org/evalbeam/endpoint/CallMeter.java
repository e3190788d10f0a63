package org.evalbeam.endpoint;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.evalbeam.endpoint.pacing.PaceChange;

/** Counts an endpoint's calls in this process, for progress on the screen; results never use it. */
public final class CallMeter {

  private static final double NANOS = 1e9;

  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder attempts = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder paceChanges = new LongAdder();
  private final LongAccumulator first = new LongAccumulator(Math::min, Long.MAX_VALUE);
  private final LongAccumulator last = new LongAccumulator(Math::max, Long.MIN_VALUE);

  /**
   * Counts an HTTP request.
   *
   * @param now nanoseconds of a clock that never jumps
   */
  void attempt(long now) {
    attempts.increment();
    first.accumulate(now);
  }

  /** Counts a request that the endpoint refused for its limits (429). */
  void refused() {
    refused.increment();
  }

  /** Counts a change of how fast the endpoint is called. */
  void paceChanged(PaceChange change) {
    paceChanges.increment();
  }

  /**
   * Counts the end of a call.
   *
   * @param now nanoseconds of the same clock
   */
  void finished(CallResult<?> result, long now) {
    (result.failure() == null ? answered : failed).increment();
    last.accumulate(now);
  }

  /** Calls that got a reply. */
  public long answered() {
    return answered.sum();
  }

  /** Calls that got none. */
  public long failed() {
    return failed.sum();
  }

  /** HTTP requests. */
  public long attempts() {
    return attempts.sum();
  }

  /** HTTP requests that were refused for the endpoint's limits (429). */
  public long refusals() {
    return refused.sum();
  }

  /** How often it was changed how fast the endpoint is called. */
  public long paceChanges() {
    return paceChanges.sum();
  }

  /** Calls ended a second, from the first request to the last end; 0 before the first end. */
  public double callsPerSecond() {
    long ended = answered() + failed();
    double seconds = (last.get() - first.get()) / NANOS;
    return ended == 0 || seconds <= 0 ? 0 : ended / seconds;
  }
}
