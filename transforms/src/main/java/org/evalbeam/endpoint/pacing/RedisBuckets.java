package org.evalbeam.endpoint.pacing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.serialization.Mapper;
import io.github.bucket4j.redis.jedis.Bucket4jJedis.JedisBasedProxyManagerBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Buckets that several workers have in common. Redis keeps their state; each change is computed by
 * a worker and written only if nobody else was faster. Keys vanish a minute after their bucket
 * would be full again.
 */
final class RedisBuckets extends BucketStore {

  private static final String PREFIX = "evalbeam:";
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final RedisConnection redis;
  private final ProxyManager<byte[]> buckets;

  private RedisBuckets(RedisConnection redis, Time time, int workers) {
    super(workers);
    this.redis = redis;
    this.buckets =
        new JedisBasedProxyManagerBuilder<>(Mapper.BYTES, redis)
            .clientClock(new RedisClock(redis::micros, time))
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
            .build();
  }

  /**
   * @throws LimiterLostException where nothing answers
   */
  static RedisBuckets connect(RedisAddress address, Time time, int workers) {
    RedisConnection redis = new RedisConnection(address, time);
    try {
      return new RedisBuckets(redis, time, workers);
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
  }

  @Override
  Limits share(Limits limits) {
    return limits.sharePlaces(workers());
  }

  @Override
  TokenBucket bucket(String identity, Allowance allowance) {
    BucketConfiguration configuration =
        BucketConfiguration.builder().addLimit(allowance.bandwidth()).build();
    return new TokenBucket(
        buckets.builder().build(key(identity, allowance), () -> configuration), allowance);
  }

  @Override
  public void close() {
    redis.close();
  }

  /** One key per endpoint and limit; a hash, so that it says nothing about either. */
  static byte[] key(String identity, Allowance allowance) {
    String limit =
        identity + '\0' + allowance.resource().name() + '\0' + allowance.unitsPerMinute();
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(limit.getBytes(UTF_8));
      return (PREFIX + HexFormat.of().formatHex(hash, 0, 16)).getBytes(UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
