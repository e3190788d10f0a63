package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Temporary shape. */
public final class Pacer {
  private final Semaphore inFlight;
  private final Time time;

  public Pacer(String name, Limits limits, Time time) {
    this.inFlight =
        new Semaphore((limits.maxInFlight() == null ? 256 : limits.maxInFlight()), true);
    this.time = time;
  }

  public Turn await(Demand demand) throws InterruptedException {
    long start = time.nanoTime();
    inFlight.acquire();
    return new Turn(Duration.ofNanos(time.nanoTime() - start));
  }

  public final class Turn implements AutoCloseable {
    private final Duration place;

    Turn(Duration place) {
      this.place = place;
    }

    public Duration waitedForPlace() {
      return place;
    }

    public Duration waitedForRate() {
      return Duration.ZERO;
    }

    public void succeeded(long in, long out, RateHeaders headers) {}

    public void refused(@Nullable Duration retryAfter, RateHeaders headers) {}

    public void failed() {}

    @Override
    public void close() {
      inFlight.release();
    }
  }
}
