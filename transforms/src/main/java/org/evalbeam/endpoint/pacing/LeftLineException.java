package org.evalbeam.endpoint.pacing;

import java.time.Duration;

/** A call left the line without its turn, since no more calls are to be made. */
public final class LeftLineException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Duration waitedForPlace;
  private final Duration waitedForRate;

  LeftLineException(Duration waitedForPlace, Duration waitedForRate) {
    super("no more calls are made");
    this.waitedForPlace = waitedForPlace;
    this.waitedForRate = waitedForRate;
  }

  /** How long it was kept back by calls in flight. */
  public Duration waitedForPlace() {
    return waitedForPlace;
  }

  /** How long it was kept back by rates and by cooldowns. */
  public Duration waitedForRate() {
    return waitedForRate;
  }
}
