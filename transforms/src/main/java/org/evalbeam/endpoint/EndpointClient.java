package org.evalbeam.endpoint;

import com.google.common.annotations.VisibleForTesting;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.http.HttpExchange;
import org.evalbeam.endpoint.http.Transport;
import org.evalbeam.endpoint.pacing.Time;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.endpoint.protocol.Excerpt;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.endpoint.protocol.OpenAiChat;
import org.evalbeam.endpoint.protocol.Protocol;
import org.evalbeam.endpoint.protocol.RawReply;
import org.evalbeam.endpoint.protocol.Reply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one endpoint: the one way to do so, for answers and judges alike. A permit, a request, a
 * look at the reply, and where it may help the same again.
 */
public final class EndpointClient {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointClient.class);
  private static final double NANOS = 1e9;

  private final Endpoint endpoint;
  private final Protocol protocol;
  private final Transport transport;
  private final Keys keys;
  private final Permits permits;
  private final RetryPolicy retries;
  private final Statuses statuses;
  private final Time time;
  private final RandomGenerator random;
  private final CallMeter meter = new CallMeter();

  @VisibleForTesting
  EndpointClient(
      Endpoint endpoint,
      Transport transport,
      Keys keys,
      RetryPolicy retries,
      Time time,
      RandomGenerator random) {
    this.endpoint = endpoint;
    this.protocol = new OpenAiChat();
    this.transport = transport;
    this.keys = keys;
    this.permits = new Permits(endpoint.maxInFlight());
    this.retries = retries;
    this.statuses = new Statuses(time);
    this.time = time;
    this.random = random;
  }

  /** What this client counted. */
  public CallMeter meter() {
    return meter;
  }

  /**
   * Makes a call and waits for its end.
   *
   * @param body the request, from {@link Requests}
   * @param callId its identity, sent along so that a server can tell a repeat from a duplicate
   * @throws InterruptedException where the process wants to stop
   */
  public CallResult call(String body, String callId) throws InterruptedException {
    Attempts tally = new Attempts();
    while (true) {
      CallFailedException failed;
      try {
        CallResult result = tally.succeeded(attempt(body, callId, tally));
        meter.finished(result, time.nanoTime());
        return result;
      } catch (CallFailedException e) {
        failed = e;
      }
      Duration backoff = retries.backoff(failed, tally.made, random);
      if (backoff == null) {
        CallResult result = tally.failed(failed.failure());
        meter.finished(result, time.nanoTime());
        return result;
      }
      LOG.debug("{}: attempt {} failed: {}", endpoint.name(), tally.made, failed.getMessage());
      tally.wait(backoff);
    }
  }

  private Reply attempt(String body, String callId, Attempts tally)
      throws CallFailedException, InterruptedException {
    Secret key = endpoint.apiKey() == null ? null : keys.resolve(endpoint.apiKey());
    tally.waitForPermit();
    try {
      meter.attempt(time.nanoTime());
      RawReply raw = send(body, callId, key, tally);
      return protocol.read(raw.body());
    } finally {
      permits.release();
    }
  }

  /** The reply with the key scrubbed off: nothing after this line has ever seen it. */
  private RawReply send(String body, String callId, @Nullable Secret key, Attempts tally)
      throws CallFailedException {
    long start = time.nanoTime();
    tally.made++;
    HttpExchange exchange;
    try {
      exchange = transport.post(request(body, callId, key));
    } catch (IOException e) {
      throw broken(e, key);
    }
    tally.requestSeconds = (time.nanoTime() - start) / NANOS;
    HttpExchange clean =
        new HttpExchange(exchange.status(), exchange.retryAfter(), scrub(key, exchange.body()));
    if (clean.status() != 200) {
      throw statuses.failure(clean);
    }
    return new RawReply(clean.body(), tally.requestSeconds);
  }

  private HttpExchange.Request request(String body, String callId, @Nullable Secret key) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (key != null) {
      headers.put("Authorization", key.bearer());
    }
    headers.put("X-Client-Request-Id", callId);
    return new HttpExchange.Request(
        endpoint.url() + protocol.path(), headers, body, endpoint.timeouts());
  }

  private static CallFailedException broken(IOException e, @Nullable Secret key) {
    String said = Excerpt.of(scrub(key, e.getClass().getSimpleName() + ": " + e.getMessage()));
    if (e instanceof Transport.ReplyTooLargeException) {
      return new CallFailedException(FailureReason.REPLY_TOO_LARGE, said);
    }
    if (e instanceof Transport.BrokenCompressionException) {
      return new CallFailedException(FailureReason.MALFORMED_REPLY, said);
    }
    return new CallFailedException(
        e instanceof SocketTimeoutException ? FailureReason.TIMEOUT : FailureReason.UNREACHABLE,
        said);
  }

  private static String scrub(@Nullable Secret key, String text) {
    return key == null ? text : key.scrub(text);
  }

  /** What one call has taken so far. */
  private final class Attempts {
    private int made;
    private double requestSeconds;
    private double waitSeconds;

    void waitForPermit() throws InterruptedException {
      long start = time.nanoTime();
      permits.acquire();
      waitSeconds += (time.nanoTime() - start) / NANOS;
    }

    void wait(Duration backoff) throws InterruptedException {
      time.sleep(backoff);
      waitSeconds += backoff.toNanos() / NANOS;
    }

    CallResult succeeded(Reply reply) {
      return new CallResult(reply, null, made, requestSeconds, waitSeconds);
    }

    CallResult failed(Failure failure) {
      return new CallResult(null, failure, made, null, waitSeconds);
    }
  }
}
