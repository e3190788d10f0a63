package org.evalbeam.endpoint;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.evalbeam.endpoint.http.PooledHttp;
import org.evalbeam.endpoint.http.Timeouts;
import org.evalbeam.spec.KeyReference;

/** A client over real HTTP with short timeouts; waits between attempts take no time. */
final class TestClient implements Closeable {

  static final String KEY = "sk-canary/4711+x=";
  static final String CALL_ID = "0123456789abcdef0123456789abcdef";
  static final long LARGEST_REPLY = 100_000;

  /** Long enough for a busy machine to answer, short enough to wait for. */
  static final Timeouts PATIENT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

  /** Three attempts. */
  static final RetryPolicy RETRIES =
      new RetryPolicy(3, Duration.ofSeconds(2), Duration.ofSeconds(60));

  /** Draws the middle of every range. */
  static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

  final FakeTime time = new FakeTime();
  private final PooledHttp http;
  private final EndpointClient client;

  TestClient(String url) {
    this(url, PATIENT, 4);
  }

  TestClient(String url, Timeouts timeouts) {
    this(url, timeouts, 4);
  }

  TestClient(String url, Timeouts timeouts, int maxInFlight) {
    this.http = new PooledHttp(maxInFlight, LARGEST_REPLY);
    this.client =
        new EndpointClient(
            endpoint(url, timeouts, maxInFlight), http, keys(), RETRIES, time, MIDDLE);
  }

  static Endpoint endpoint(String url, Timeouts timeouts, int maxInFlight) {
    return new Endpoint(
        "m at " + url,
        url,
        url,
        "m",
        new KeyReference(KeyReference.Kind.ENVIRONMENT, "THE_KEY"),
        maxInFlight,
        RETRIES.attempts(),
        timeouts);
  }

  static Keys keys() {
    return new Keys(Map.of("THE_KEY", KEY)::get);
  }

  CallResult call() throws InterruptedException {
    return client.call("{\"model\":\"m\"}", CALL_ID);
  }

  CallMeter meter() {
    return client.meter();
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
