package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The pause after a refusal: as long as the server asks for, within reason. Where it asks for
 * nothing, or was wrong, the pause doubles from one second with every refusal in a row.
 */
final class Cooldown {

  /** No server can make us wait longer at once. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final long SPREAD = Duration.ofMillis(100).toNanos();
  private static final int DOUBLINGS = 6;

  private final RandomGenerator random;
  private long until;
  private int inRow;

  Cooldown(RandomGenerator random) {
    this.random = random;
  }

  /** A call that was sent after the last pause was refused. */
  void refused(long now, @Nullable Duration retryAfter) {
    inRow++;
    long pause = backoff();
    if (retryAfter != null && inRow == 1) {
      pause = asked(retryAfter);
    } else if (retryAfter != null) {
      pause = Math.max(pause, asked(retryAfter));
    }
    notBefore(now + pause);
  }

  /** A call that was sent before was refused too; only what the server asks for counts. */
  void refusedLate(long now, @Nullable Duration retryAfter) {
    if (retryAfter != null) {
      notBefore(now + asked(retryAfter));
    }
  }

  /** A call that was sent after the last pause succeeded. */
  void succeeded() {
    inRow = 0;
  }

  /** Refusals since a call last succeeded. */
  int inRow() {
    return inRow;
  }

  void notBefore(long instant) {
    until = Math.max(until, instant);
  }

  /** Ns until calls may go again; 0: now. */
  long left(long now) {
    return Math.max(0, until - now);
  }

  /** A little more than asked for, so that workers which were told the same do not come at once. */
  private long asked(Duration retryAfter) {
    Duration within =
        retryAfter.isNegative()
            ? Duration.ZERO
            : retryAfter.compareTo(LONGEST) > 0 ? LONGEST : retryAfter;
    return within.toNanos() + (long) (SPREAD * random.nextDouble());
  }

  /** Half of it is left to chance. */
  private long backoff() {
    long most =
        Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(Math.max(0, inRow - 1), DOUBLINGS));
    return (long) (most * (0.5 + random.nextDouble() / 2));
  }
}
