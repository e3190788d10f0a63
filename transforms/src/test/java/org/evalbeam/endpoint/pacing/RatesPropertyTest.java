package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Laws of buckets and places, whatever calls come and however they end. */
class RatesPropertyTest {

  private final VirtualTime time = new VirtualTime();

  @Property(tries = 200)
  void neverMoreRequestsThanDeclaredInAnySpan(
      @ForAll @DoubleRange(min = 1, max = 100_000) double perMinute, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Gate gate = gate(new Limits(perMinute, null, null, null, 1000), random);
    List<Long> sent = new ArrayList<>();
    Gate.Entry entry = gate.enter(new Demand(0, 0L));
    while (sent.size() < 300) {
      Wait wait = entry.tryToGo();
      if (wait == null) {
        sent.add(time.nanoTime());
        gate.failed(entry.sent(), 0, 0);
        entry = gate.enter(new Demand(0, 0L));
      } else {
        time.moveTo(time.nanoTime() + wait.nanos() + random.nextLong(20_000_000));
      }
      if (random.nextInt(50) == 0) {
        time.pass(Duration.ofMillis(random.nextLong(10_000)));
      }
    }

    double capacity = 1 + perMinute / 60 * 0.1;
    for (int from = 0; from < sent.size(); from++) {
      for (int to = from; to < sent.size(); to += 7) {
        double minutes = (sent.get(to) - sent.get(from)) / 60e9;
        assertThat((double) (to - from + 1))
            .isLessThanOrEqualTo(perMinute * minutes + capacity + 1);
      }
    }
  }

  @Property(tries = 200)
  void settlingConservesTokens(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Allowance allowance = new Allowance(Resource.TOKENS, 60_000);
    TokenBucket bucket = BucketStore.inProcess(time, 1).bucket("e", allowance);
    List<Rates.Rate> rates = List.of(new Rates.Rate(allowance, bucket));
    Deque<Reservation> open = new ArrayDeque<>();
    double used = 0;
    long began = time.nanoTime();
    for (int step = 0; step < 300; step++) {
      Reservation next = new Reservation(rates, random.nextLong(3000), random.nextLong(3000));
      for (Wait wait = next.take(); wait != null; wait = next.take()) {
        time.moveTo(time.nanoTime() + wait.nanos());
      }
      open.add(next);
      while (open.size() > (step == 299 ? 0 : random.nextInt(5))) {
        long tokens = random.nextLong(5000);
        used += tokens;
        open.remove().settle(tokens, 0);
      }
    }
    double filled =
        allowance.capacity() / 2.0 + allowance.unitsPerMinute() * (time.nanoTime() - began) / 60e9;

    long left = left(bucket, allowance);
    assertThat(left).isBetween((long) (filled - used) - 1, (long) (filled - used) + 1);
  }

  @Property
  void aBucketOfAnyRateIsFullAfterAnyTime(
      @ForAll @DoubleRange(min = 0.01, max = 1e12) double perMinute,
      @ForAll Resource resource,
      @ForAll @IntRange(min = 0, max = 50_000_000) int seconds) {
    Allowance allowance = new Allowance(resource, perMinute);
    TokenBucket bucket = BucketStore.inProcess(time, 1).bucket("e", allowance);
    long whole = allowance.capacity() / allowance.unit();
    int tries = 0;
    for (long nanos = bucket.take(whole); nanos > 0; nanos = bucket.take(whole)) {
      time.moveTo(time.nanoTime() + nanos);
      assertThat(++tries).as("waits that were too short").isLessThan(4);
    }

    time.pass(Duration.ofSeconds(seconds));
    double full = (double) allowance.capacity() / allowance.unitsPerMinute() * 60;
    if (seconds > full + 1) {
      assertThat(bucket.take(whole)).isZero();
    }
  }

  @Example
  void anAbandonedReservationGivesEverythingBack() {
    Allowance allowance = new Allowance(Resource.TOKENS, 60_000);
    TokenBucket bucket = BucketStore.inProcess(time, 1).bucket("e", allowance);
    long before = left(bucket, allowance);
    Reservation reservation = new Reservation(List.of(new Rates.Rate(allowance, bucket)), 100, 200);
    assertThat(reservation.take()).isNull();
    assertThat(left(bucket, allowance)).isEqualTo(before - 300);

    reservation.abandon();

    assertThat(left(bucket, allowance)).isEqualTo(before);
  }

  @Example
  void aCallLargerThanTheBucketGetsItsTurn() {
    Limits limits = new Limits(null, 6000.0, null, null, null);
    Gate gate = gate(limits, new SplittableRandom(1));
    Gate.Entry large = gate.enter(new Demand(6000, 0L));

    Duration waited = Duration.ZERO;
    for (Wait wait = large.tryToGo(); wait != null; wait = large.tryToGo()) {
      waited = waited.plusNanos(wait.nanos());
      time.pass(Duration.ofNanos(wait.nanos()));
    }

    assertThat(waited).isLessThan(Duration.ofSeconds(2));
    Gate.Entry small = gate.enter(new Demand(1, 0L));
    waited = Duration.ZERO;
    for (Wait wait = small.tryToGo(); wait != null; wait = small.tryToGo()) {
      waited = waited.plusNanos(wait.nanos());
      time.pass(Duration.ofNanos(wait.nanos()));
    }
    assertThat(waited).isBetween(Duration.ofSeconds(57), Duration.ofSeconds(61));
  }

  @Property(tries = 100)
  void anyEndingsKeepToTheWindowAndGetThrough(
      @ForAll @IntRange(min = 1, max = 20) int places, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Gate gate = gate(new Limits(60_000.0, 1e6, null, null, places), random);
    List<Gate.Sent> open = new ArrayList<>();
    Gate.Entry entry = gate.enter(demand(random));
    int sent = 0;
    for (int step = 0; sent < 200; step++) {
      assertThat(step).as("steps").isLessThan(100_000);
      int allowed = gate.pace(0).window();
      Wait wait = entry.tryToGo();
      if (wait == null) {
        open.add(entry.sent());
        sent++;
        assertThat(open.size()).isLessThanOrEqualTo(Math.max(allowed, gate.pace(0).window()));
        entry = gate.enter(demand(random));
      } else if (wait.nanos() < Long.MAX_VALUE) {
        time.moveTo(time.nanoTime() + wait.nanos());
      } else {
        assertThat(open).as("who waits for a place waits for a call").isNotEmpty();
      }
      if (!open.isEmpty() && (wait != null || random.nextBoolean())) {
        end(gate, open.remove(random.nextInt(open.size())), random);
      }
    }
    open.forEach(left -> gate.failed(left, 0, 0));
    assertThat(gate.pace(0).inFlight()).isZero();
  }

  private static void end(Gate gate, Gate.Sent sent, SplittableRandom random) {
    switch (random.nextInt(4)) {
      case 0 -> gate.failed(sent, 0, 0);
      case 1 -> gate.refused(sent, Duration.ofMillis(random.nextLong(3000)), RateHeaders.NONE);
      default -> gate.succeeded(sent, random.nextLong(200), random.nextLong(200), RateHeaders.NONE);
    }
  }

  private static Demand demand(SplittableRandom random) {
    return new Demand(random.nextLong(100), random.nextBoolean() ? random.nextLong(200) : null);
  }

  private Gate gate(Limits limits, SplittableRandom random) {
    Announcer announcer = new Announcer("e", change -> {});
    return new Gate("e", limits, BucketStore.inProcess(time, 1), time, random.split(), announcer);
  }

  /** What a bucket holds, found by asking when an amount that it can't hold would be there. */
  private static long left(TokenBucket bucket, Allowance allowance) {
    long whole = allowance.capacity();
    bucket.charge(10 * whole);
    long nanos = bucket.take(whole);
    bucket.giveBack(10 * whole);
    double missing = nanos * (double) allowance.unitsPerMinute() / 60e9;
    return Math.round(11 * whole - missing);
  }
}
