package org.evalbeam.endpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.evalbeam.data.Hosting;
import org.evalbeam.endpoint.http.PooledHttp;
import org.evalbeam.endpoint.http.Route;
import org.evalbeam.endpoint.http.Timeouts;
import org.evalbeam.endpoint.http.Transport;
import org.evalbeam.endpoint.pacing.BucketStore;
import org.evalbeam.endpoint.pacing.Limits;
import org.evalbeam.endpoint.pacing.Pacer;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.endpoint.protocol.Request;
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
      new RetryPolicy(3, 3, Duration.ofHours(1), Duration.ofSeconds(2), Duration.ofSeconds(60));

  /** Draws the middle of every range. */
  static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

  final FakeTime time = new FakeTime();
  private final PooledHttp http;
  private final EndpointClient client;

  TestClient(String url) throws IOException {
    this(url, PATIENT, 4);
  }

  /** Likewise, where nothing may throw. */
  static TestClient to(String url) {
    try {
      return new TestClient(url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestClient(String url, Timeouts timeouts) throws IOException {
    this(url, timeouts, 4);
  }

  TestClient(String url, Timeouts timeouts, int maxInFlight) throws IOException {
    this.http = new PooledHttp(maxInFlight, LARGEST_REPLY);
    this.client = client(endpoint(url, timeouts, maxInFlight), http, keys(), time);
  }

  static Endpoint endpoint(String url, Timeouts timeouts, int maxInFlight) {
    return new Endpoint(
        "m at " + url,
        url,
        url,
        "m",
        new KeyReference(KeyReference.Kind.ENVIRONMENT, "THE_KEY"),
        new Terms(
            Dialect.OPENAI,
            Map.of(),
            new Limits(null, null, null, null, maxInFlight),
            RETRIES.attempts(),
            RETRIES.total(),
            timeouts,
            Route.DIRECT,
            null,
            Hosting.UNKNOWN));
  }

  /** An endpoint without a key. */
  static Endpoint limited(Limits limits, Price price) {
    return new Endpoint(
        "m",
        "http://127.0.0.1/v1",
        "http://127.0.0.1/v1",
        "m",
        null,
        new Terms(
            Dialect.OPENAI,
            Map.of(),
            limits,
            RETRIES.attempts(),
            RETRIES.total(),
            PATIENT,
            Route.DIRECT,
            price,
            Hosting.UNKNOWN));
  }

  /** A client whose waits take no time. */
  static EndpointClient client(Endpoint endpoint, Transport transport, Keys keys, FakeTime time) {
    return client(endpoint, transport, keys, time, new Spending(null));
  }

  /** Likewise, with a budget that others may share. */
  static EndpointClient client(
      Endpoint endpoint, Transport transport, Keys keys, FakeTime time, Spending spending) {
    return new EndpointClient(
        endpoint,
        transport,
        keys,
        new Pacer(
            endpoint.name(),
            endpoint.identity(),
            endpoint.terms().limits(),
            BucketStore.inProcess(time, 1),
            time,
            MIDDLE,
            change -> {}),
        RETRIES,
        spending,
        new CallMeter(),
        time,
        MIDDLE);
  }

  /** A call of some kind. */
  static CallResult<ChatReply> call(EndpointClient client) throws InterruptedException {
    try {
      return call(client, (reply, raw) -> {});
    } catch (IOException e) {
      throw new AssertionError("nothing is kept", e);
    }
  }

  /** A call of some kind whose reply is kept. */
  static CallResult<ChatReply> call(EndpointClient client, EndpointClient.Keeper<ChatReply> keeper)
      throws InterruptedException, IOException {
    return client.call(
        Dialect.OPENAI.chat(), new Request("{\"model\":\"m\"}", 4, null), CALL_ID, keeper);
  }

  static Keys keys() {
    return new Keys(Map.of("THE_KEY", KEY)::get);
  }

  CallResult<ChatReply> call() throws InterruptedException {
    return call(client);
  }

  CallMeter meter() {
    return client.meter();
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
