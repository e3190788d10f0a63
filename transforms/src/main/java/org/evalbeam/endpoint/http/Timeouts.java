package org.evalbeam.endpoint.http;

import java.io.Serializable;
import java.time.Duration;

/**
 * Limits of time for one request.
 *
 * @param connect until the connection stands
 * @param idle between two bytes of the reply, and before its first
 * @param total from sending to the last byte; ends replies that trickle
 */
public record Timeouts(Duration connect, Duration idle, Duration total) implements Serializable {

  /** Generous enough for slow reasoning models. */
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(10));
}
