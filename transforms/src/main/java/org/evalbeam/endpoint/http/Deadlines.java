package org.evalbeam.endpoint.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests whose total time has passed. A read timeout starts again with every byte, so that a
 * reply that trickles would never end; a watchdog cancels it, whether head or body is being read.
 */
final class Deadlines implements ExecChainHandler, Closeable {

  private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();
  private final ScheduledThreadPoolExecutor watchdog;

  Deadlines() {
    watchdog =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "call deadlines");
              thread.setDaemon(true);
              return thread;
            });
    watchdog.setRemoveOnCancelPolicy(true);
  }

  /** Watches the request that this thread is about to send, until the deadline is closed. */
  Deadline start(Duration total) {
    Deadline deadline = new Deadline();
    deadline.alarm = watchdog.schedule(deadline::pass, total.toNanos(), TimeUnit.NANOSECONDS);
    CURRENT.set(deadline);
    return deadline;
  }

  /** Gives the deadline of this thread the request that it may have to cancel. */
  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Deadline deadline = CURRENT.get();
    if (deadline != null && scope.originalRequest instanceof Cancellable cancellable) {
      deadline.watch(cancellable);
    }
    return chain.proceed(request, scope);
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }

  /** The deadline of one request. */
  static final class Deadline implements AutoCloseable {

    private @Nullable ScheduledFuture<?> alarm;
    private @Nullable Cancellable request;
    private boolean passed;

    private synchronized void watch(Cancellable started) {
      request = started;
      if (passed) {
        started.cancel();
      }
    }

    private synchronized void pass() {
      passed = true;
      abort();
    }

    /** Drops the request with its connection, without reading what is left of the reply. */
    synchronized void abort() {
      if (request != null) {
        request.cancel();
      }
    }

    synchronized boolean passed() {
      return passed;
    }

    @Override
    public void close() {
      CURRENT.remove();
      if (alarm != null) {
        alarm.cancel(false);
      }
    }
  }
}
