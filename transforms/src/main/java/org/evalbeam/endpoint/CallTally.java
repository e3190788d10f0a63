package org.evalbeam.endpoint;

import java.time.Duration;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.pacing.Waited;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.endpoint.protocol.RawReply;
import org.evalbeam.endpoint.protocol.Reply;

/** What one call has taken so far: requests, and the seconds it waited. Used by one thread. */
final class CallTally {

  private static final double NANOS = 1e9;

  private int made;
  private int refusals;
  private double lastSeconds;
  private double permit;
  private double pacing;
  private double retry;

  void waited(Waited inLine) {
    permit += inLine.forPlace().toNanos() / NANOS;
    pacing += inLine.forRate().toNanos() / NANOS;
  }

  void sent() {
    made++;
  }

  /** The request that was sent last took so long, whatever came of it. */
  void took(double seconds) {
    lastSeconds = seconds;
  }

  void failedRequest(FailureReason reason) {
    refusals += reason == FailureReason.RATE_LIMITED ? 1 : 0;
    retry += lastSeconds;
    lastSeconds = 0;
  }

  void slept(Duration backoff) {
    retry += backoff.toNanos() / NANOS;
  }

  /** HTTP requests made. */
  int made() {
    return made;
  }

  RetryPolicy.Spent spent() {
    return new RetryPolicy.Spent(
        made - refusals, refusals, Duration.ofNanos((long) (retry * NANOS)));
  }

  <R extends Reply> CallResult<R> succeeded(R reply, RawReply raw) {
    return new CallResult<>(reply, raw, null, made, waits());
  }

  <R extends Reply> CallResult<R> failed(Failure failure) {
    return new CallResult<>(null, null, failure, made, waits());
  }

  private Waits waits() {
    return new Waits(permit, pacing, retry);
  }
}
