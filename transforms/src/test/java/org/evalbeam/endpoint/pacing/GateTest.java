package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.evalbeam.endpoint.pacing.PaceChange.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What headers do to calls, and what is said of it. */
class GateTest {

  private static final Demand CALL = new Demand(10, 10L);
  private static final RateHeaders HALF_USED =
      new RateHeaders(600L, 300L, Duration.ofSeconds(30), null, null, null);

  private final VirtualTime time = new VirtualTime();
  private final List<PaceChange> changes = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Logger logger = Logger.getLogger(Pacer.class.getName());
  private final Handler tap =
      new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
          lines.add(formatter.formatMessage(entry));
        }

        @Override
        public void flush() {
          // nothing is held back
        }

        @Override
        public void close() {
          // nothing to close
        }
      };

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logger.addHandler(tap);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(tap);
  }

  @Test
  void aLimitThatRepliesNameIsKeptToFromThenOn() {
    Gate gate = gate(Limits.UNKNOWN, 1);
    for (int i = 0; i < 5; i++) {
      gate.succeeded(send(gate), 10, 10, HALF_USED);
    }

    assertThat(sentIn(gate, Duration.ofMinutes(1))).isBetween(590, 601);
    assertThat(changes).extracting(PaceChange::kind).containsOnlyOnce(Kind.LEARNED);
    assertThat(lines)
        .contains(
            "e: learned: replies name a limit of 600 requests/min; now up to "
                + changes.get(0).window()
                + " in flight");
  }

  @Test
  void aWorkerTakesItsShareOfALimitThatRepliesName() {
    Gate gate = gate(Limits.UNKNOWN, 4);
    for (int i = 0; i < 5; i++) {
      gate.succeeded(send(gate), 10, 10, HALF_USED);
    }

    assertThat(sentIn(gate, Duration.ofMinutes(1))).isBetween(145, 152);
  }

  @Test
  void whatIsDeclaredWins() {
    Gate gate = gate(new Limits(6000.0, null, null, null, null), 1);
    for (int i = 0; i < 5; i++) {
      gate.succeeded(send(gate), 10, 10, HALF_USED);
    }

    assertThat(sentIn(gate, Duration.ofMinutes(1))).isGreaterThan(5900);
    assertThat(changes).isEmpty();
  }

  @Test
  void noneLeftOnAGoodReplyIsNoRefusalAndHoldsForAMoment() {
    Gate gate = gate(Limits.UNKNOWN, 1);
    gate.succeeded(
        send(gate), 1, 1, new RateHeaders(60L, 0L, Duration.ofSeconds(12), null, null, null));
    long before = time.nanoTime();

    send(gate);

    assertThat(Duration.ofNanos(time.nanoTime() - before)).isEqualTo(Duration.ofMillis(200));
    assertThat(gate.pace(0).cuts()).isZero();
    assertThat(changes).isEmpty();
  }

  @Test
  void aRefusalSaysWhyInTheLog() {
    Gate gate = gate(new Limits(null, null, null, null, 8), 1);
    for (int i = 0; i < 40; i++) {
      gate.succeeded(send(gate), 1, 1, RateHeaders.NONE);
      time.pass(Duration.ofMillis(100));
    }
    send(gate);
    RateHeaders noTokens = new RateHeaders(null, null, null, 100L, 0L, Duration.ofSeconds(1));

    gate.refused(send(gate), Duration.ofSeconds(3), noTokens);

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .matches(
            "e: cut: a call was refused for 3 s, tokens are used up; none for 3\\.[01] s;"
                + " now up to 1 in flight");
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).reason()).contains("tokens are used up");
    assertThat(gate.pace(0).cooldown()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3100));
  }

  @Test
  void tokensThatComeBackLetTheNextCallGoAtOnce() {
    Gate gate = gate(new Limits(null, 60_000.0, null, null, null), 1);
    Demand large = new Demand(0, 50_000L);
    Gate.Sent first = send(gate, large);
    Gate.Entry next = gate.enter(new Demand(0, 10L));
    assertThat(next.tryToGo()).extracting(Wait::cause).isEqualTo(Wait.Cause.TOKENS);

    gate.succeeded(first, 0, 100, RateHeaders.NONE);

    assertThat(next.tryToGo()).isNull();
  }

  /** Else its place would be lost with it, and with the last of them all other calls. */
  @Test
  void aCallWhoseTokensCannotBeSettledGivesItsPlaceBack() {
    Gate gate = gate(new Limits(null, 60_000.0, null, null, 1), 1);
    Gate.Sent sent = send(gate);

    assertThatThrownBy(() -> gate.succeeded(sent, Long.MAX_VALUE, 0, RateHeaders.NONE))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(gate.pace(0).inFlight()).isZero();
  }

  private Gate gate(Limits limits, int workers) {
    BucketStore store = BucketStore.inProcess(time, workers);
    Announcer announcer = new Announcer("e", changes::add);
    return new Gate("e", limits, store, time, new SplittableRandom(1), announcer);
  }

  private Gate.Sent send(Gate gate) {
    return send(gate, CALL);
  }

  private Gate.Sent send(Gate gate, Demand demand) {
    Gate.Entry entry = gate.enter(demand);
    for (Wait wait = entry.tryToGo(); wait != null; wait = entry.tryToGo()) {
      time.moveTo(time.nanoTime() + wait.nanos());
    }
    return entry.sent();
  }

  /** Calls that go one after the other in a time. */
  private int sentIn(Gate gate, Duration duration) {
    long end = time.nanoTime() + duration.toNanos();
    int calls = 0;
    while (time.nanoTime() < end && calls < 100_000) {
      gate.succeeded(send(gate), 10, 10, RateHeaders.NONE);
      calls++;
    }
    return calls;
  }
}
