package org.evalbeam.endpoint.pacing;

import io.github.bucket4j.redis.jedis.RedisApi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The commands that buckets need of Redis, each tried again for a short while. What can't be told
 * after a broken connection, whether a command was carried out, errs by one call at most.
 */
final class RedisConnection implements RedisApi, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);
  private static final int TIMEOUT_MS = 2000;
  private static final int MOST_CONNECTIONS = 32;
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(400),
          Duration.ofMillis(800));

  private final RedisAddress address;
  private final Time time;
  private final JedisPooled jedis;

  RedisConnection(RedisAddress address, Time time) {
    this.address = address;
    this.time = time;
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(MOST_CONNECTIONS);
    pool.setMaxWait(Duration.ofMillis(TIMEOUT_MS));
    DefaultJedisClientConfig.Builder client =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(TIMEOUT_MS)
            .socketTimeoutMillis(TIMEOUT_MS)
            .database(address.database());
    if (address.password() != null) {
      client.user(address.user()).password(address.password());
    }
    this.jedis =
        new JedisPooled(pool, new HostAndPort(address.host(), address.port()), client.build());
  }

  @Override
  public Object eval(byte[] script, int keys, byte[]... params) {
    return retried(() -> jedis.eval(script, keys, params));
  }

  @Override
  public byte[] get(byte[] key) {
    return retried(() -> jedis.get(key));
  }

  @Override
  public void delete(byte[] key) {
    retried(() -> jedis.del(key));
  }

  /** Microseconds since 1970 on the clock of Redis. */
  long micros() {
    Object reply = retried(() -> jedis.sendCommand(Protocol.Command.TIME));
    List<?> parts = (List<?>) reply;
    return number(parts.get(0)) * 1_000_000 + number(parts.get(1));
  }

  @Override
  public void close() {
    jedis.close();
  }

  private <T> T retried(Supplier<T> command) {
    for (Duration pause : PAUSES) {
      try {
        return command.get();
      } catch (JedisException e) {
        LOG.debug("{}: {}; once more in {} ms", address, e.getMessage(), pause.toMillis());
        sleep(pause, e);
      }
    }
    try {
      return command.get();
    } catch (JedisException e) {
      throw lost(e);
    }
  }

  private void sleep(Duration pause, JedisException cause) {
    try {
      time.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost(cause);
    }
  }

  private LimiterLostException lost(JedisException cause) {
    return new LimiterLostException(
        "the shared limiter at " + address + " can't be reached: " + cause.getMessage(), cause);
  }

  private static long number(Object reply) {
    return Long.parseLong(new String((byte[]) reply, StandardCharsets.US_ASCII));
  }
}
