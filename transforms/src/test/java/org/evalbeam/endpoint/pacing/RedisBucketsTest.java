package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.evalbeam.endpoint.pacing.Pacer.Turn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Limits that several workers have in common, on a real Redis. */
@Tag("redis")
class RedisBucketsTest {

  private static final Demand CALL = new Demand(0, 0L);
  private static final Time RIGHT = new ShiftedTime(Duration.ZERO);

  private static RedisProcess redis;

  @BeforeAll
  static void start() {
    redis = new RedisProcess();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @Test
  void workersWhoseClocksDisagreeKeepToOneLimitAndUseIt() throws Exception {
    double perSecond = 100;
    Limits limits = new Limits(perSecond * 60, null, null, null, null);
    List<Pacer> workers = new ArrayList<>();
    for (long hours : List.of(-3L, 0L, 5L)) {
      Pacer pacer = pacer("shared", limits, new ShiftedTime(Duration.ofHours(hours)));
      pacer.await(CALL, () -> false).failed();
      workers.add(pacer);
    }
    ExecutorService threads = Executors.newFixedThreadPool(workers.size());
    long began = System.nanoTime();
    List<Future<Long>> sent = new ArrayList<>();
    for (Pacer pacer : workers) {
      sent.add(threads.submit(() -> callsUntil(pacer, began + Duration.ofSeconds(3).toNanos())));
    }
    double all = 0;
    for (Future<Long> calls : sent) {
      all += calls.get();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    threads.shutdown();

    double capacity = 1 + perSecond * 0.1;
    assertThat(all).isBetween(0.95 * perSecond * seconds, perSecond * seconds + capacity + 1);
  }

  @Test
  void whatOneWorkerUsesBeyondItsEstimateTheOtherWaitsFor() throws Exception {
    Limits limits = new Limits(null, 60_000.0, null, null, null);
    try (BucketStore one = store(RIGHT);
        BucketStore two = store(RIGHT)) {
      Rates.Rate mine = new Rates("debt", limits, one).known().get(0);
      Rates.Rate yours = new Rates("debt", limits, two).known().get(0);
      assertThat(mine.bucket().take(100)).isZero();

      mine.bucket().charge(10_000);
      assertThat(yours.bucket().take(100)).isGreaterThan(Duration.ofSeconds(5).toNanos());

      mine.bucket().giveBack(10_000);
      assertThat(yours.bucket().take(100)).isZero();
    }
  }

  @Test
  void keysSayNothingAndDoNotStay() throws Exception {
    Pacer pacer = pacer("https://models.example/v1", new Limits(60.0, 600.0, null, null, 1), RIGHT);
    pacer.await(CALL, () -> false).failed();

    try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
      jedis.auth(RedisProcess.PASSWORD);
      Set<String> keys = jedis.keys("*");
      assertThat(keys).isNotEmpty().allMatch(key -> key.matches("evalbeam:[0-9a-f]{32}"));
      assertThat(keys).allSatisfy(key -> assertThat(jedis.ttl(key)).isBetween(1L, 180L));
    }
  }

  @Test
  void anEndpointsLimitsAreNoOtherEndpoints() {
    Allowance requests = new Allowance(Resource.REQUESTS, 60);
    Allowance tokens = new Allowance(Resource.TOKENS, 60);

    assertThat(RedisBuckets.key("a", requests)).isEqualTo(RedisBuckets.key("a", requests));
    assertThat(RedisBuckets.key("a", requests)).isNotEqualTo(RedisBuckets.key("b", requests));
    assertThat(RedisBuckets.key("a", requests)).isNotEqualTo(RedisBuckets.key("a", tokens));
  }

  @Test
  void placesAreSharedOutAndRatesAreNot() {
    try (BucketStore store = BucketStore.redis(redis.address(), RIGHT, 4)) {
      assertThat(store.share(new Limits(60.0, null, null, null, 8)))
          .isEqualTo(new Limits(60.0, null, null, null, 2));
    }
  }

  @Test
  void whereNothingAnswersTheAddressIsToldButNotThePassword() {
    RedisProcess gone = new RedisProcess();
    gone.close();

    assertThatThrownBy(() -> BucketStore.redis(gone.address(), RIGHT, 1))
        .isInstanceOf(LimiterLostException.class)
        .hasMessageContaining("redis://127.0.0.1:" + gone.port() + "/0 can't be reached")
        .hasMessageNotContaining(RedisProcess.PASSWORD);
  }

  @Test
  void aWrongPasswordIsNotRepeated() {
    String address = redis.address().replace(RedisProcess.PASSWORD, "hunter2");

    assertThatThrownBy(() -> BucketStore.redis(address, RIGHT, 1))
        .isInstanceOf(LimiterLostException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aShortAbsenceIsBridged() throws Exception {
    try (RedisProcess other = new RedisProcess()) {
      Time restarting =
          new ShiftedTime(Duration.ZERO) {
            @Override
            public void sleep(Duration duration) {
              other.restart();
            }
          };
      Pacer pacer = pacer(other, "e", new Limits(6000.0, null, null, null, null), restarting);
      pacer.await(CALL, () -> false).failed();

      other.kill();

      pacer.await(CALL, () -> false).failed();
    }
  }

  @Test
  void whenItIsLostNoCallIsMadeButAReplyThatCameIsKept() throws Exception {
    try (RedisProcess other = new RedisProcess()) {
      Limits limits = new Limits(6000.0, 60_000.0, null, null, null);
      Pacer pacer = pacer(other, "e", limits, RIGHT);
      Turn turn = pacer.await(CALL, () -> false);

      other.kill();

      turn.succeeded(100, 100, RateHeaders.NONE);
      assertThatThrownBy(() -> pacer.await(CALL, () -> false))
          .isInstanceOf(LimiterLostException.class);
      assertThat(pacer.pace().inFlight()).isZero();
    }
  }

  private static long callsUntil(Pacer pacer, long end) throws Exception {
    long calls = 0;
    while (System.nanoTime() < end) {
      pacer.await(CALL, () -> false).succeeded(0, 0, RateHeaders.NONE);
      calls++;
    }
    return calls;
  }

  private static BucketStore store(Time time) {
    return BucketStore.redis(redis.address(), time, 1);
  }

  private static Pacer pacer(String identity, Limits limits, Time time) {
    return pacer(redis, identity, limits, time);
  }

  private static Pacer pacer(RedisProcess at, String identity, Limits limits, Time time) {
    BucketStore store = BucketStore.redis(at.address(), time, 1);
    return new Pacer("e", identity, limits, store, time, new SplittableRandom(1), change -> {});
  }
}
