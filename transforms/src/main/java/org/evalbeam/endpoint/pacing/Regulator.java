package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.evalbeam.endpoint.pacing.PaceChange.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Decides how many calls may be in flight, when they pause, and how fast they may follow each other
 * where refusals have taught a limit. It never waits and has no clock: it is told the time, in ns
 * since its start. Its caller sees to it that one thread at a time is in it, and that one call at a
 * time, the head of the line, asks.
 */
final class Regulator {

  private static final double PER_MINUTE = 60;

  private final Window window;
  private final Cooldown cooldown;
  private final Announcer announcer;
  private final Spacing spacing = new Spacing();
  private final Recent recent = new Recent();
  private final LearnedLimits learned = new LearnedLimits(recent);

  private int inFlight;
  private int inFlightSinceCut;
  private long fullAt = -1;
  private long cuts;
  private long refused;

  /**
   * @param limits this process's part of what is declared
   * @param ceiling most calls in flight where no number of them is declared
   */
  Regulator(Limits limits, int ceiling, RandomGenerator random, Announcer announcer) {
    this.window = new Window(limits, ceiling);
    this.cooldown = new Cooldown(random);
    this.announcer = announcer;
  }

  /** Whether there is a place in flight; null: yes. */
  @Nullable Wait place(long now) {
    if (learned.released(now)) {
      forget();
    }
    if (probing() && inFlightSinceCut > 0) {
      return Wait.FOR_A_PLACE;
    }
    if (inFlight < window()) {
      return null;
    }
    if (learned.places() < window.size()) {
      learned.placesHold(now);
    }
    return Wait.FOR_A_PLACE;
  }

  /** Whether a call may go now; null: yes. */
  @Nullable Wait go(long now) {
    Wait place = place(now);
    if (place != null) {
      return place;
    }
    if (cooldown.left(now) > 0) {
      return Wait.forTime(cooldown.left(now));
    }
    if (spacing.left(now) > 0) {
      learned.spacingHolds(window(), now);
      return Wait.forTime(spacing.left(now));
    }
    return null;
  }

  /** A call goes now. */
  Ticket sent(long now) {
    spacing.sent(now, learned.spacing(window()));
    recent.began(now);
    inFlight++;
    inFlightSinceCut++;
    if (inFlight >= window()) {
      fullAt = now;
    }
    return new Ticket(now, cuts);
  }

  /** The head of the line has left it without a call. */
  void left() {
    learned.left();
  }

  /** A good reply came. Those to calls from before a cut say nothing about the time after it. */
  void succeeded(Ticket ticket, long now) {
    recent.succeeded(now, inFlight, now - ticket.sentAt());
    ended(ticket);
    if (ticket.cut() < cuts) {
      return;
    }
    cooldown.succeeded();
    if (fullAt >= ticket.sentAt() && window.grow()) {
      announcer.say(Kind.GROWN, window(), perMinute(), "calls succeeded with all places in use");
    }
  }

  /**
   * A call was refused.
   *
   * @param what the refusal in words
   */
  void refused(Ticket ticket, long now, @Nullable Duration retryAfter, String what) {
    int others = inFlight - 1;
    ended(ticket);
    refused++;
    if (ticket.cut() < cuts) {
      cooldown.refusedLate(now, retryAfter);
      learned.refusedLate();
      return;
    }
    boolean teaches = cooldown.inRow() == 0 && (others > 0 || recent.hasSuccess());
    if (teaches) {
      learned.refused(others, now);
    } else {
      learned.refusedAgain();
    }
    cut(teaches ? Kind.CUT : Kind.PAUSED, now, retryAfter, what);
  }

  /** A call ended in another way, which says nothing about limits. */
  void failed(Ticket ticket) {
    ended(ticket);
  }

  /** No call is to go for so many ns. */
  void hold(long now, long nanos) {
    if (nanos > 0) {
      cooldown.notBefore(now + nanos);
    }
  }

  /** Calls that may be in flight. */
  int window() {
    return Math.min(window.size(), learned.places());
  }

  /** Rate that refusals taught, in requests a minute; null: none. */
  @Nullable Double perMinute() {
    Double perSecond = learned.perSecond();
    return perSecond == null ? null : Double.valueOf(perSecond * PER_MINUTE);
  }

  /** Mean time of a call, in s. */
  double latency() {
    return recent.latency();
  }

  int inFlight() {
    return inFlight;
  }

  long cuts() {
    return cuts;
  }

  long refused() {
    return refused;
  }

  long cooldownLeft(long now) {
    return cooldown.left(now);
  }

  private void ended(Ticket ticket) {
    inFlight--;
    if (ticket.cut() == cuts) {
      inFlightSinceCut--;
    }
  }

  private void cut(Kind kind, long now, @Nullable Duration retryAfter, String what) {
    cooldown.refused(now, retryAfter);
    cuts++;
    inFlightSinceCut = 0;
    long pause = cooldown.left(now);
    spacing.startAt(now + pause);
    String reason = String.format(Locale.ROOT, "%s; none for %.1f s", what, pause / 1e9);
    announcer.say(kind, window(), perMinute(), reason);
  }

  private void forget() {
    window.atLeast(window());
    learned.forget();
    announcer.say(
        Kind.FORGOTTEN, window(), perMinute(), "none refused at twice what the last refusal left");
  }

  /** After two refusals in a row one call at a time finds out whether it is over. */
  private boolean probing() {
    return cooldown.inRow() > 1;
  }
}
