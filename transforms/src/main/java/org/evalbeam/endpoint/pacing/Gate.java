package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.evalbeam.endpoint.pacing.PaceChange.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that decides whether a call may go now: places, rates and pauses of one endpoint. It
 * only waits where {@link Pacer} tells it to, so that time can be simulated. Buckets are asked
 * without the lock, since they may be far away.
 */
final class Gate {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Time time;
  private final long start;
  private final Announcer announcer;
  private final Regulator regulator;
  private final Rates rates;
  private final OutputEstimate outputs = new OutputEstimate();
  private final LineTimes waiting = new LineTimes();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long changes;
  private long wakes;

  Gate(
      String identity,
      Limits limits,
      BucketStore store,
      Time time,
      RandomGenerator random,
      Announcer announcer) {
    this.time = time;
    this.start = time.nanoTime();
    this.announcer = announcer;
    int ceiling = Math.max(1, Limits.MOST_IN_FLIGHT / store.workers());
    this.regulator = new Regulator(store.share(limits), ceiling, random, announcer);
    this.rates = new Rates(identity, limits, store);
  }

  /** A call in flight. Exactly one of the endings is to be called. */
  record Sent(Ticket ticket, Reservation reservation) {}

  /** A call has come to the head of the line. */
  Entry enter(Demand demand) {
    lock.lock();
    try {
      long output = outputs.of(demand, regulator.latency(), now());
      return new Entry(new Reservation(rates.known(), demand.inputTokens(), output), wakes);
    } finally {
      lock.unlock();
    }
  }

  void succeeded(Sent sent, long inputTokens, long outputTokens, RateHeaders headers) {
    end(
        () -> sent.reservation.settle(inputTokens, outputTokens),
        now -> {
          regulator.succeeded(sent.ticket, now);
          if (outputTokens >= 0) {
            outputs.learn(outputTokens);
          }
          regulator.hold(now, rates.believe(headers, this::learned));
        });
  }

  void refused(Sent sent, @Nullable Duration retryAfter, RateHeaders headers) {
    end(
        () -> sent.reservation.settle(0, 0),
        now -> {
          regulator.refused(sent.ticket, now, retryAfter, words(retryAfter, headers));
          if (!headers.requests().usedUp()) {
            outputs.refused(now);
          }
        });
  }

  void failed(Sent sent, long inputTokens, long outputTokens) {
    end(
        () -> sent.reservation.settle(inputTokens, outputTokens),
        now -> {
          regulator.failed(sent.ticket);
          if (outputTokens > 0) {
            outputs.learn(outputTokens);
          }
        });
  }

  /** Wakes the head of the line, whatever it waits for, so that it looks anew. */
  void wake() {
    lock.lock();
    try {
      wakes++;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How long the line has waited for rates so far, in ns. */
  long waitedForRate() {
    lock.lock();
    try {
      return waiting.forRate(now());
    } finally {
      lock.unlock();
    }
  }

  /**
   * How calls are made now.
   *
   * @param inLine calls that wait
   */
  Pace pace(int inLine) {
    lock.lock();
    try {
      return new Pace(
          regulator.window(),
          regulator.inFlight(),
          inLine,
          regulator.refused(),
          regulator.cuts(),
          regulator.perMinute(),
          Duration.ofNanos(regulator.cooldownLeft(now())));
    } finally {
      lock.unlock();
    }
  }

  private long now() {
    return time.nanoTime() - start;
  }

  /** The place is free whatever becomes of the tokens: nobody else gives it back. */
  private void end(Runnable settlement, LongConsumer step) {
    try {
      settle(settlement);
    } finally {
      change(step);
    }
  }

  private void change(LongConsumer step) {
    lock.lock();
    try {
      step.accept(now());
      changes++;
      if (waiting.endsEarly()) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void learned(String what) {
    announcer.say(Kind.LEARNED, regulator.window(), regulator.perMinute(), what);
  }

  /** A reply that came is worth more than tokens of which a lost limiter no longer hears. */
  private static void settle(Runnable settlement) {
    try {
      settlement.run();
    } catch (LimiterLostException e) {
      LOG.warn("tokens could not be settled: {}", e.getMessage());
    }
  }

  private static String words(@Nullable Duration retryAfter, RateHeaders headers) {
    return "a call was refused"
        + (retryAfter == null ? "" : " for " + retryAfter.toSeconds() + " s")
        + (headers.requests().usedUp() ? ", requests are used up" : "")
        + (headers.tokens().usedUp() ? ", tokens are used up" : "");
  }

  /** The call at the head of the line, on its way to be sent. */
  final class Entry {

    private final Reservation reservation;
    private long seen;
    private long heard;
    private @Nullable Ticket ticket;

    private Entry(Reservation reservation, long heard) {
      this.reservation = reservation;
      this.heard = heard;
    }

    /** Sends the call if it may go now; else says what it has to wait for. */
    @Nullable Wait tryToGo() {
      Wait wait = place();
      if (wait == null) {
        wait = reservation.take();
      }
      return wait == null ? go() : wait;
    }

    /**
     * Waits for time to pass or for a change; one since it was last tried counts, so that none is
     * missed, and so does a {@link Gate#wake} since it last waited.
     */
    void await(Wait wait) throws InterruptedException {
      lock.lock();
      try {
        if (heard == wakes && (seen == changes || !wait.endsEarly())) {
          waiting.begin(wait, now());
          time.await(lock, changed, wait.nanos());
        }
      } finally {
        heard = wakes;
        waiting.end(now());
        lock.unlock();
      }
    }

    /** The call leaves the line unsent. */
    void abandon() {
      lock.lock();
      try {
        regulator.left();
      } finally {
        lock.unlock();
      }
      settle(reservation::abandon);
    }

    /** The call was sent. */
    Sent sent() {
      if (ticket == null) {
        throw new IllegalStateException("the call was not sent");
      }
      return new Sent(ticket, reservation);
    }

    private @Nullable Wait place() {
      lock.lock();
      try {
        seen = changes;
        return regulator.place(now());
      } finally {
        lock.unlock();
      }
    }

    private @Nullable Wait go() {
      lock.lock();
      try {
        long now = now();
        Wait wait = regulator.go(now);
        if (wait == null) {
          ticket = regulator.sent(now);
        }
        return wait;
      } finally {
        lock.unlock();
      }
    }
  }
}
