package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls of one endpoint through as fast as it allows: at its limits, and not over them. Calls
 * stand in one line, first come, first served; the head of it waits for a place in flight, then for
 * the rates. Whatever was learned of the endpoint counts for everybody who calls it, so there is
 * one of these per endpoint and process.
 */
public final class Pacer {

  private final Gate gate;
  private final Time time;
  private final ReentrantLock line = new ReentrantLock(true);

  /**
   * @param name how logs and metrics call the endpoint
   * @param identity tells endpoints apart where several share a store; never a secret
   * @param limits of the whole endpoint, whatever the number of workers
   * @param store where its buckets are
   * @param random spreads calls that were refused together
   * @param observer hears every change of pace; it is called while calls wait, and must be quick
   */
  public Pacer(
      String name,
      String identity,
      Limits limits,
      BucketStore store,
      Time time,
      RandomGenerator random,
      Consumer<PaceChange> observer) {
    this(new Gate(identity, limits, store, time, random, new Announcer(name, observer)), time);
  }

  Pacer(Gate gate, Time time) {
    this.gate = gate;
    this.time = time;
  }

  /**
   * Waits until a call may be made, and begins it.
   *
   * @param over whether no call is to be made any more; asked before it waits for anything, after
   *     {@link #wake}, and once more when the call may go: until then the calls before it were on
   *     their way, and what they learned counts
   * @throws LeftLineException where it is over; the call has left the line
   * @throws InterruptedException where the thread was interrupted; the call has left the line
   * @throws LimiterLostException where common limits can't be reached; no call may be made
   */
  public Turn await(Demand demand, BooleanSupplier over)
      throws InterruptedException, LeftLineException {
    long asked = time.nanoTime();
    long waitedBefore = gate.waitedForRate();
    line.lockInterruptibly();
    try {
      Gate.Sent sent = send(demand, over);
      long forRate = gate.waitedForRate() - waitedBefore;
      long forPlace = Math.max(0, time.nanoTime() - asked - forRate);
      Waited waited = new Waited(Duration.ofNanos(forPlace), Duration.ofNanos(forRate));
      if (sent == null) {
        throw new LeftLineException(waited);
      }
      return new Turn(sent, waited);
    } finally {
      line.unlock();
    }
  }

  /** Has all in line look whether it is over, whatever they wait for. */
  public void wake() {
    gate.wake();
  }

  /** How the endpoint is being called now. */
  public Pace pace() {
    return gate.pace(line.getQueueLength() + (line.isLocked() ? 1 : 0));
  }

  /**
   * Makes the head of the line wait for its turn.
   *
   * @return null where it was over before
   */
  private Gate.@Nullable Sent send(Demand demand, BooleanSupplier over)
      throws InterruptedException {
    Gate.Entry entry = gate.enter(demand);
    boolean sent = false;
    try {
      Wait wait;
      do {
        if (over.getAsBoolean()) {
          return null;
        }
        wait = entry.tryToGo();
        if (wait != null) {
          entry.await(wait);
        }
      } while (wait != null);
      sent = true;
      return begun(entry.sent(), over);
    } catch (LimiterLostException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw e;
    } finally {
      if (!sent) {
        entry.abandon();
      }
    }
  }

  private Gate.@Nullable Sent begun(Gate.Sent sent, BooleanSupplier over) {
    if (over.getAsBoolean()) {
      gate.failed(sent, 0, 0);
      return null;
    }
    return sent;
  }

  /**
   * The right to make one request now. One of the endings is to be called, and only the first one
   * counts; closing it without one counts as {@link #failed}.
   */
  public final class Turn implements AutoCloseable {

    private final Gate.Sent sent;
    private final Waited waited;
    private final AtomicBoolean ended = new AtomicBoolean();
    private long inputTaken;
    private long outputTaken;

    private Turn(Gate.Sent sent, Waited waited) {
      this.sent = sent;
      this.waited = waited;
    }

    /** How long it stood in line. */
    public Waited waited() {
      return waited;
    }

    /**
     * The reply came.
     *
     * @param inputTokens tokens that the request took, by the reply; -1: it says nothing
     * @param outputTokens tokens of the reply, by the reply; -1: it says nothing
     */
    public void succeeded(long inputTokens, long outputTokens, RateHeaders headers) {
      if (ended.compareAndSet(false, true)) {
        gate.succeeded(sent, inputTokens, outputTokens, headers);
      }
    }

    /**
     * The endpoint answered that there are too many calls (HTTP 429).
     *
     * @param retryAfter what it asks for; null: nothing
     */
    public void refused(@Nullable Duration retryAfter, RateHeaders headers) {
      if (ended.compareAndSet(false, true)) {
        gate.refused(sent, retryAfter, headers);
      }
    }

    /**
     * The request takes tokens, whatever becomes of it: those are not given back where it fails. Of
     * a call that never says so, none were taken.
     *
     * @param inputTokens tokens that the request took; -1: not told, and so as estimated
     * @param outputTokens tokens of the reply; -1: likewise
     */
    public void took(long inputTokens, long outputTokens) {
      inputTaken = inputTokens;
      outputTaken = outputTokens;
    }

    /** Anything else went wrong, which says nothing about limits. */
    public void failed() {
      if (ended.compareAndSet(false, true)) {
        gate.failed(sent, inputTaken, outputTaken);
      }
    }

    @Override
    public void close() {
      failed();
    }
  }
}
