package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The other side of a simulation: takes a call or refuses it. */
interface SimulatedServer {

  /**
   * A request arrives.
   *
   * @param now ns of the simulation
   */
  boolean takes(long now, SimulatedCall call);

  /** A call that was taken ends. */
  default void ended(long now, SimulatedCall call) {}

  /** What a refusal asks for; null: it names nothing. */
  default @Nullable Duration retryAfter(long now) {
    return null;
  }

  /** What a good answer's headers say. */
  default RateHeaders headers(long now) {
    return RateHeaders.NONE;
  }

  /** A bucket that fills all the time and holds so many calls. */
  static Counting bucket(double perSecond, double holds) {
    return new Counting(new Bucket(perSecond, holds), Cost.CALLS);
  }

  /** So many calls in each minute of its clock. */
  static Counting minutes(double perMinute, Duration phase) {
    return new Counting(new Minutes(perMinute, phase.toNanos()), Cost.CALLS);
  }

  /** So many calls at once. */
  static SimulatedServer places(int most) {
    return new SimulatedServer() {
      private int inFlight;

      @Override
      public boolean takes(long now, SimulatedCall call) {
        if (inFlight == most) {
          return false;
        }
        inFlight++;
        return true;
      }

      @Override
      public void ended(long now, SimulatedCall call) {
        inFlight--;
      }
    };
  }

  /** One server until a moment, then another. */
  static SimulatedServer changing(SimulatedServer first, Duration at, SimulatedServer then) {
    return new SimulatedServer() {
      @Override
      public boolean takes(long now, SimulatedCall call) {
        return (now < at.toNanos() ? first : then).takes(now, call);
      }
    };
  }

  /** Refuses everything. */
  static SimulatedServer busy() {
    return (now, call) -> false;
  }

  /** What counts, and when. */
  enum Cost {
    /** each call one, when it comes */
    CALLS,
    /** what the request allows when it comes, put right when it ends */
    RESERVED_TOKENS,
    /** what was used, when it ends */
    USED_TOKENS
  }

  /** What is left of a limit. */
  interface Budget {
    double left(long now);

    void take(long now, double amount);

    Duration untilLeft(long now);
  }

  /** Fills all the time. */
  final class Bucket implements Budget {
    private final double perNano;
    private final double holds;
    private double level;
    private long at;

    Bucket(double perSecond, double holds) {
      this.perNano = perSecond / 1e9;
      this.holds = holds;
      this.level = holds;
    }

    @Override
    public double left(long now) {
      level = Math.min(holds, level + (now - at) * perNano);
      at = now;
      return level;
    }

    @Override
    public void take(long now, double amount) {
      level = Math.min(holds, left(now) - amount);
    }

    @Override
    public Duration untilLeft(long now) {
      return Duration.ofNanos((long) Math.ceil(Math.max(0, 1 - left(now)) / perNano));
    }
  }

  /** Starts anew with every minute. */
  final class Minutes implements Budget {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private final double most;
    private final long phase;
    private long minute = -1;
    private double left;

    Minutes(double most, long phase) {
      this.most = most;
      this.phase = phase;
    }

    @Override
    public double left(long now) {
      if ((now + phase) / MINUTE != minute) {
        minute = (now + phase) / MINUTE;
        left = most;
      }
      return left;
    }

    @Override
    public void take(long now, double amount) {
      left = Math.min(most, left(now) - amount);
    }

    @Override
    public Duration untilLeft(long now) {
      return Duration.ofNanos(MINUTE - (now + phase) % MINUTE);
    }
  }

  /** Refuses what a budget has not left. */
  final class Counting implements SimulatedServer {
    private final Budget budget;
    private final Cost cost;
    private boolean tellsWhen;

    Counting(Budget budget, Cost cost) {
      this.budget = budget;
      this.cost = cost;
    }

    /** Refusals say when to come again, in whole seconds, as most servers do. */
    Counting tellingWhen() {
      tellsWhen = true;
      return this;
    }

    @Override
    public boolean takes(long now, SimulatedCall call) {
      double needed = cost == Cost.USED_TOKENS ? 1 : reserved(call);
      if (budget.left(now) < needed) {
        return false;
      }
      budget.take(now, cost == Cost.USED_TOKENS ? 0 : needed);
      return true;
    }

    @Override
    public void ended(long now, SimulatedCall call) {
      switch (cost) {
        case CALLS -> {}
        case RESERVED_TOKENS -> budget.take(now, call.usedTokens() - reserved(call));
        case USED_TOKENS -> budget.take(now, call.usedTokens());
      }
    }

    @Override
    public @Nullable Duration retryAfter(long now) {
      return tellsWhen
          ? Duration.ofSeconds(budget.untilLeft(now).plusNanos(999_999_999).toSeconds())
          : null;
    }

    private double reserved(SimulatedCall call) {
      return cost == Cost.CALLS ? 1 : call.inputTokens() + call.mostOutputTokens();
    }
  }
}
