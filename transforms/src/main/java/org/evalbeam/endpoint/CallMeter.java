package org.evalbeam.endpoint;

import java.util.concurrent.atomic.LongAdder;

/** Counts an endpoint's calls in this process, for progress on the screen; results never use it. */
public final class CallMeter {

  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder attempts = new LongAdder();

  void attempt() {
    attempts.increment();
  }

  void finished(CallResult result) {
    (result.failure() == null ? answered : failed).increment();
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
}
