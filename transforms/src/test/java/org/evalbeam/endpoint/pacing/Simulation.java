package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client that always has another call to make against simulated servers, in virtual time and
 * without threads, so that minutes take a moment and every run is the same. The network takes 1 to
 * 6 ms each way, and whoever waits wakes up to 1 ms late.
 */
final class Simulation {

  private static final double NETWORK_MS = 1;
  private static final double NETWORK_JITTER_MS = 5;
  private static final double LATE_MS = 1;

  private final VirtualTime time = new VirtualTime();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final SplittableRandom random;
  private final SimulatedServer server;
  private final Function<SplittableRandom, SimulatedCall> calls;
  private final List<Client> clients = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<PaceChange> changes = new ArrayList<>();
  private long order;

  /** Something that happens; in order of time, then of planning. */
  private record Event(long at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  /**
   * How a request ended.
   *
   * @param sent ns at which the client sent it
   * @param decided ns at which the server took or refused it
   */
  record Outcome(long sent, long decided, boolean taken, SimulatedCall call) {}

  Simulation(SimulatedServer server, Function<SplittableRandom, SimulatedCall> calls, long seed) {
    this.server = server;
    this.calls = calls;
    this.random = new SplittableRandom(seed);
  }

  /** One more client, with a limiter of its own. */
  Simulation client(Limits limits, int workers) {
    BucketStore store = BucketStore.inProcess(time, workers);
    Announcer announcer = new Announcer("simulated", changes::add);
    clients.add(new Client(new Gate("e", limits, store, time, random.split(), announcer)));
    return this;
  }

  /** Lets so much time pass, from the start. */
  Simulation run(Duration duration) {
    clients.forEach(client -> at(0, client::pump));
    for (Event next = events.poll();
        next != null && next.at <= duration.toNanos();
        next = events.poll()) {
      time.moveTo(next.at);
      next.what.run();
    }
    return this;
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  List<PaceChange> changes() {
    return changes;
  }

  List<Gate> gates() {
    return clients.stream().map(client -> client.gate).toList();
  }

  /** Calls that the server took in a span. */
  double takenBetween(Duration from, Duration to) {
    return outcomes.stream().filter(o -> o.taken && within(o, from, to)).count();
  }

  /** Tokens that calls used which the server took in a span. */
  double usedBetween(Duration from, Duration to) {
    return outcomes.stream()
        .filter(o -> o.taken && within(o, from, to))
        .mapToDouble(o -> o.call.usedTokens())
        .sum();
  }

  /** The share of requests that was refused. */
  double refused() {
    return outcomes.stream().filter(o -> !o.taken).count() / (double) outcomes.size();
  }

  private static boolean within(Outcome outcome, Duration from, Duration to) {
    return outcome.decided >= from.toNanos() && outcome.decided < to.toNanos();
  }

  private void at(long instant, Runnable what) {
    events.add(new Event(instant, order++, what));
  }

  private long network() {
    return (long) ((NETWORK_MS + NETWORK_JITTER_MS * random.nextDouble()) * 1e6);
  }

  /** Sends calls as fast as its gate lets it. */
  private final class Client {

    private final Gate gate;
    private SimulatedCall next;
    private Gate.@Nullable Entry entry;
    private long wakes;

    Client(Gate gate) {
      this.gate = gate;
      this.next = calls.apply(random);
    }

    /** The head of the line goes, and who comes behind it, until one has to wait. */
    void pump() {
      while (true) {
        if (entry == null) {
          entry = gate.enter(new Demand(next.inputTokens(), next.mostOutputTokens()));
        }
        Wait wait = entry.tryToGo();
        if (wait != null) {
          wakeAfter(wait);
          return;
        }
        send(entry.sent(), next);
        entry = null;
        next = calls.apply(random);
      }
    }

    private void wakeAfter(Wait wait) {
      if (wait.nanos() == Long.MAX_VALUE) {
        return;
      }
      long wake = ++wakes;
      long late = (long) (LATE_MS * random.nextDouble() * 1e6);
      at(
          time.nanoTime() + wait.nanos() + late,
          () -> {
            if (wake == wakes) {
              pump();
            }
          });
    }

    private void send(Gate.Sent sent, SimulatedCall call) {
      long began = time.nanoTime();
      at(began + network(), () -> arrive(sent, call, began));
    }

    private void arrive(Gate.Sent sent, SimulatedCall call, long began) {
      long now = time.nanoTime();
      boolean taken = server.takes(now, call);
      outcomes.add(new Outcome(began, now, taken, call));
      if (taken) {
        at(now + call.nanos(), () -> answer(sent, call));
      } else {
        Duration retryAfter = server.retryAfter(now);
        at(now + network(), () -> reply(() -> gate.refused(sent, retryAfter, RateHeaders.NONE)));
      }
    }

    private void answer(Gate.Sent sent, SimulatedCall call) {
      long now = time.nanoTime();
      server.ended(now, call);
      RateHeaders headers = server.headers(now);
      at(
          now + network(),
          () ->
              reply(() -> gate.succeeded(sent, call.inputTokens(), call.outputTokens(), headers)));
    }

    private void reply(Runnable ending) {
      ending.run();
      pump();
    }
  }
}
