package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** A clock for real threads that only moves when told to, and wakes who waits on it. */
final class SteppedTime implements Time {

  /** Clocks of a JVM may stand anywhere. */
  private static final long ORIGIN = -Duration.ofDays(1000).toNanos();

  private record Waiter(Lock lock, Condition changed) {}

  private final AtomicLong nanos = new AtomicLong(ORIGIN);
  private final Semaphore waits = new Semaphore(0);
  private final List<Waiter> waiters = new ArrayList<>();

  @Override
  @SuppressWarnings("WaitNotInLoop")
  public void await(Lock lock, Condition changed, long unused) throws InterruptedException {
    synchronized (waiters) {
      waiters.add(new Waiter(lock, changed));
    }
    waits.release();
    changed.await();
  }

  /** Blocks until a thread has begun to wait that was not waited for yet. */
  void awaitWaiter() throws InterruptedException {
    waits.acquire();
  }

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
    List<Waiter> woken;
    synchronized (waiters) {
      woken = List.copyOf(waiters);
      waiters.clear();
    }
    for (Waiter waiter : woken) {
      waiter.lock.lock();
      try {
        waiter.changed.signalAll();
      } finally {
        waiter.lock.unlock();
      }
    }
  }

  @Override
  public Instant instant() {
    return VirtualTime.START.plusNanos(nanos.get() - ORIGIN);
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public void sleep(Duration duration) {
    pass(duration);
  }
}
