package org.evalbeam.endpoint;

import com.google.common.annotations.VisibleForTesting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.http.HttpExchange;
import org.evalbeam.endpoint.http.Transport;
import org.evalbeam.endpoint.pacing.Demand;
import org.evalbeam.endpoint.pacing.LeftLineException;
import org.evalbeam.endpoint.pacing.Pace;
import org.evalbeam.endpoint.pacing.Pacer;
import org.evalbeam.endpoint.pacing.RateHeaders;
import org.evalbeam.endpoint.pacing.Time;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.endpoint.protocol.Excerpt;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.endpoint.protocol.Protocol;
import org.evalbeam.endpoint.protocol.RawReply;
import org.evalbeam.endpoint.protocol.Reply;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.endpoint.protocol.Usage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one endpoint: the one way to do so, for answers, judges and embeddings alike. A turn in the
 * endpoint's line, a request, a look at the reply, and where it may help the same again.
 */
public final class EndpointClient {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointClient.class);
  private static final double NANOS = 1e9;

  private final Endpoint endpoint;
  private final Transport transport;
  private final Keys keys;
  private final Pacer pacer;
  private final RetryPolicy retries;
  private final Breaker breaker;
  private final Spending spending;
  private final Statuses statuses;
  private final Time time;
  private final RandomGenerator random;
  private final CallMeter meter;
  private volatile boolean stopping;

  @VisibleForTesting
  EndpointClient(
      Endpoint endpoint,
      Transport transport,
      Keys keys,
      Pacer pacer,
      RetryPolicy retries,
      Spending spending,
      CallMeter meter,
      Time time,
      RandomGenerator random) {
    this.endpoint = endpoint;
    this.transport = transport;
    this.keys = keys;
    this.pacer = pacer;
    this.retries = retries;
    this.breaker = new Breaker(retries.total());
    this.spending = spending;
    this.meter = meter;
    this.statuses = new Statuses(time);
    this.time = time;
    this.random = random;
    spending.whenExhausted(pacer::wake);
  }

  /** The endpoint that is called. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** How fast the endpoint is called now. */
  public Pace pace() {
    return pacer.pace();
  }

  /** What this client counted. */
  public CallMeter meter() {
    return meter;
  }

  /**
   * Makes a call and waits for its end.
   *
   * @param callId its identity, sent along so that a server can tell a repeat from a duplicate
   * @param keeper keeps the reply, if one comes
   * @throws InterruptedException where the process wants to stop
   * @throws IOException where the reply can't be kept; what the network does is no exception
   */
  public <R extends Reply> CallResult<R> call(
      Protocol<R> protocol, Request request, String callId, Keeper<R> keeper)
      throws InterruptedException, IOException {
    CallResult<R> result = attempts(new Call<>(protocol, request, callId, keeper));
    meter.finished(result, time.nanoTime());
    return result;
  }

  /**
   * Keeps a reply before the call gives its place in the endpoint's line to the next one: what is
   * paid and not yet kept is never more than the calls that may be in flight.
   *
   * @param <R> what a good reply is
   */
  @FunctionalInterface
  public interface Keeper<R extends Reply> {
    void keep(R reply, RawReply raw) throws IOException;
  }

  private record Call<R extends Reply>(
      Protocol<R> protocol, Request request, String id, Keeper<R> keeper) {}

  private <R extends Reply> CallResult<R> attempts(Call<R> call)
      throws InterruptedException, IOException {
    CallTally tally = new CallTally();
    while (true) {
      Failure stopped = stopped();
      if (stopped != null) {
        return tally.failed(stopped);
      }
      Attempt<R> attempt = attempt(call, tally);
      if (attempt.result() != null) {
        return attempt.result();
      }
      if (!attempt.backoff().isZero()) {
        time.sleep(attempt.backoff());
        tally.slept(attempt.backoff());
      }
    }
  }

  /**
   * What came of one attempt.
   *
   * @param result the end of the call; null where it is made again
   * @param backoff how long to wait before that
   */
  private record Attempt<R extends Reply>(@Nullable CallResult<R> result, Duration backoff) {
    static <R extends Reply> Attempt<R> last(CallResult<R> result) {
      return new Attempt<>(result, Duration.ZERO);
    }
  }

  /** Makes no more requests: whoever waits for one, or asks for one, is told as by an interrupt. */
  void stop() {
    stopping = true;
    pacer.wake();
  }

  /** Makes requests again. */
  void resume() {
    stopping = false;
  }

  /** Why nothing more is to be called; null where it is. */
  private @Nullable Failure stopped() throws InterruptedException {
    if (stopping) {
      throw new InterruptedException("no more requests are made");
    }
    Failure verdict = breaker.verdict();
    return verdict == null ? spending.exhausted() : verdict;
  }

  /** Whether {@link #stopped} says so. */
  private boolean isStopped() {
    return stopping || breaker.verdict() != null || spending.exhausted() != null;
  }

  private <R extends Reply> Attempt<R> attempt(Call<R> call, CallTally tally)
      throws InterruptedException, IOException {
    Demand demand = new Demand(call.request().inputTokens(), call.request().mostOutputTokens());
    try (Pacer.Turn turn = pacer.await(demand, this::isStopped)) {
      tally.waited(turn.waited());
      try {
        return Attempt.last(exchange(call, turn, tally));
      } catch (CallFailedException e) {
        return failed(e, tally);
      }
    } catch (LeftLineException left) { // for a reason that the next attempt finds first of all
      tally.waited(left.waited());
      return new Attempt<>(null, Duration.ZERO);
    }
  }

  /** Told to the breaker before the turn ends: whoever has the next must know of it. */
  private <R extends Reply> Attempt<R> failed(CallFailedException failed, CallTally tally) {
    tally.failedRequest(failed.failure().reason());
    Duration backoff = retries.backoff(failed, tally.spent(), random);
    breaker.failed(failed.failure(), backoff == null, time.nanoTime());
    if (breaker.verdict() != null) {
      pacer.wake();
    }
    if (backoff == null) {
      return Attempt.last(tally.failed(failed.failure()));
    }
    LOG.debug("{}: attempt {} failed: {}", endpoint.name(), tally.made(), failed.getMessage());
    return new Attempt<>(null, backoff);
  }

  private <R extends Reply> CallResult<R> exchange(Call<R> call, Pacer.Turn turn, CallTally tally)
      throws CallFailedException, IOException {
    Protocol<R> protocol = call.protocol();
    Secret key = endpoint.apiKey() == null ? null : keys.resolve(endpoint.apiKey());
    Sent sent = send(call, key, turn, tally);
    RateHeaders rates = protocol.rates(sent.exchange().headers(), time.instant());
    if (sent.exchange().status() != 200) {
      CallFailedException failed = statuses.failure(protocol, sent.exchange());
      if (failed.failure().reason() == FailureReason.RATE_LIMITED) {
        meter.refused();
        turn.refused(failed.retryAfter(), rates);
      }
      throw failed;
    }
    R reply = read(call, turn, sent.exchange().body());
    breaker.succeeded();
    RawReply raw = sent.raw();
    call.keeper().keep(reply, raw);
    turn.succeeded(known(reply.tokensPrompt()), known(reply.tokensCompletion()), rates);
    return tally.succeeded(reply, raw);
  }

  /** A reply of status 200 is paid, also one that can't be read, such as of reasoning only. */
  private <R extends Reply> R read(Call<R> call, Pacer.Turn turn, String body)
      throws CallFailedException {
    try {
      R reply = call.protocol().read(body);
      paid(call, turn, reply.usage(), body);
      return reply;
    } catch (CallFailedException unreadable) {
      paid(call, turn, call.protocol().usage(body), body);
      throw unreadable;
    }
  }

  private void paid(Call<?> call, Pacer.Turn turn, Usage told, String body) {
    spending.add(endpoint.estimatedCost(call.request(), told, body));
    turn.took(known(told.prompt()), known(told.completion()));
  }

  private static long known(@Nullable Long tokens) {
    return tokens == null ? -1 : tokens;
  }

  /**
   * A request that came back.
   *
   * @param exchange without the key: nothing that reads it has ever seen that
   * @param seconds from sending to the last byte
   */
  private record Sent(HttpExchange exchange, double seconds) {
    RawReply raw() {
      return new RawReply(exchange.body(), seconds, exchange.firstByteSeconds());
    }
  }

  private Sent send(Call<?> call, @Nullable Secret key, Pacer.Turn turn, CallTally tally)
      throws CallFailedException {
    long start = time.nanoTime();
    meter.attempt(start);
    tally.sent();
    try {
      HttpExchange exchange = transport.post(httpRequest(call, key));
      double seconds = (time.nanoTime() - start) / NANOS;
      tally.took(seconds);
      return new Sent(exchange.withBody(scrub(key, exchange.body())), seconds);
    } catch (IOException e) {
      tally.took((time.nanoTime() - start) / NANOS);
      lost(e, call, turn);
      throw broken(e, key);
    }
  }

  /**
   * No whole reply came. What was sent may have been answered all the same, and a provider counts
   * it then; what it cost is known only where at least the reply's status came, and that was 200.
   */
  private void lost(IOException e, Call<?> call, Pacer.Turn turn) {
    if (e instanceof Transport.ReplyTooLargeException
        || e instanceof Transport.BrokenCompressionException) {
      paid(call, turn, Usage.UNKNOWN, "");
    } else if (!neverSent(e)) {
      turn.took(-1, -1);
    }
  }

  /** Whether the connection did not even come about. */
  private static boolean neverSent(IOException e) {
    return e instanceof ConnectException
        || e instanceof ConnectTimeoutException
        || e instanceof NoRouteToHostException
        || e instanceof UnknownHostException
        || e instanceof SSLHandshakeException;
  }

  private HttpExchange.Request httpRequest(Call<?> call, @Nullable Secret key) {
    Protocol<?> protocol = call.protocol();
    Map<String, String> headers = new LinkedHashMap<>(endpoint.terms().headers());
    headers.putAll(protocol.headers());
    if (key != null) {
      headers.put(protocol.keyHeader().name(), key.inHeader(protocol.keyHeader().prefix()));
    }
    headers.put("X-Client-Request-Id", call.id());
    return new HttpExchange.Request(
        protocol.url(endpoint.url()), headers, call.request().body(), endpoint.terms().timeouts());
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
}
