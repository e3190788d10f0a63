package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of replies are believed about one resource. They name a limit but not its
 * period, and a reset that some mean as the end of a window and others as the time to fill a
 * bucket. A limit is taken as one of a minute where half of it is used up and its reset agrees by
 * either reading, in several replies one after the other. At half, no window shorter than 15 s can
 * be mistaken for a minute; a longer one only gives a limit that is too high, as none would be.
 */
final class HeaderBelief {

  private static final int ENOUGH = 5;
  private static final double FACTOR = 2;
  private static final double MINUTE = 60;
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(1);
  private static final Duration LONGEST_RESET = Duration.ofMinutes(2);

  private long candidate;
  private int agreed;
  private long adopted;

  /**
   * Looks at one more reply.
   *
   * @return a limit a minute that is to be adopted now, or null
   */
  @Nullable Double adopt(RateHeaders.Reading reading) {
    if (reading.limit() == null || reading.remaining() == null || reading.reset() == null) {
      return null;
    }
    long limit = reading.limit();
    if (!agrees(limit, reading.remaining(), reading.reset())) {
      agreed = 0;
      return null;
    }
    agreed = limit == candidate ? agreed + 1 : 1;
    candidate = limit;
    if (agreed < ENOUGH || limit == adopted) {
      return null;
    }
    adopted = limit;
    return (double) limit;
  }

  /** Ns for which the next call is better held, by the reading that asks for less. */
  long hold(RateHeaders.Reading reading) {
    if (!reading.usedUp() || reading.reset() == null || reading.reset().isNegative()) {
      return 0;
    }
    Duration reset = reading.reset();
    Duration within = reset.compareTo(LONGEST_RESET) > 0 ? LONGEST_RESET : reset;
    long limit = reading.limit() == null ? 1 : Math.max(1, reading.limit());
    return Math.min(LONGEST_HOLD.toNanos(), within.toNanos() / limit);
  }

  private static boolean agrees(long limit, long remaining, Duration reset) {
    if (limit < 1
        || limit > Allowance.MOST_PER_MINUTE
        || remaining < 0
        || remaining > limit / 2
        || reset.isNegative()
        || reset.compareTo(LONGEST_RESET) > 0) {
      return false;
    }
    double seconds = reset.toNanos() / 1e9;
    double perSecond = (limit - remaining) / seconds;
    double declared = limit / MINUTE;
    return seconds > 0 && perSecond <= declared * FACTOR && perSecond >= declared / FACTOR;
  }
}
