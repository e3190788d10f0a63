package org.evalbeam.endpoint.http;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.jspecify.annotations.Nullable;

/**
 * HTTP over a pool of kept connections: google-http-client on Apache's HttpClient 5, with every
 * retry, redirect and log line of theirs switched off, so that each attempt is seen by our policy
 * and no header is ever printed.
 */
public final class PooledHttp implements Transport, Closeable {

  private static final double NANOS = 1e9;
  private static final String USER_AGENT = "evalbeam";

  /** Replies that never have a body; the library's stream for them breaks when it is read. */
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

  private final int connections;
  private final Route route;
  private final @Nullable SSLContext trusted;

  /** Made for the first request: a run whose replies are all kept makes none. */
  private volatile @Nullable HttpRequestFactory requests;

  private @Nullable CloseableHttpClient client;
  private boolean closed;

  /** Taken apart once: there are few, and nothing changes them. */
  private final Map<String, GenericUrl> urls = new ConcurrentHashMap<>();

  private final Deadlines deadlines;
  private final BodyReader bodies;

  /**
   * @param connections kept connections, over all hosts: at least the calls in flight
   * @param largestReply bytes of a reply's body after decompression
   */
  public PooledHttp(int connections, long largestReply) throws IOException {
    this(connections, largestReply, Route.DIRECT);
  }

  /**
   * Likewise, on a route.
   *
   * @throws IOException where the route's authorities can't be read
   */
  public PooledHttp(int connections, long largestReply, Route route) throws IOException {
    this.connections = connections;
    this.route = route;
    this.trusted = route.ca() == null ? null : TrustedAuthorities.of(route.ca());
    this.deadlines = new Deadlines();
    this.bodies = new BodyReader(largestReply);
  }

  private HttpRequestFactory requests() {
    HttpRequestFactory made = requests;
    return made == null ? makeRequests() : made;
  }

  private synchronized HttpRequestFactory makeRequests() {
    HttpRequestFactory made = requests;
    if (closed) {
      throw new IllegalStateException("closed");
    }
    if (made == null) {
      CloseableHttpClient opened = open();
      client = opened;
      made = new Apache5HttpTransport(opened).createRequestFactory();
      requests = made;
    }
    return made;
  }

  private CloseableHttpClient open() {
    HttpClientBuilder builder = Apache5HttpTransport.newDefaultHttpClientBuilder();
    if (route.proxy() != null) {
      // Not by setProxy(), which the builder's own planner outdoes.
      builder.setRoutePlanner(
          new DefaultProxyRoutePlanner(HttpHost.create(URI.create(route.proxy()))));
    }
    return builder
        .setConnectionManager(connections())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching() // keys go in headers; it would take each URL apart
        .disableContentCompression()
        .addExecInterceptorFirst("deadline", deadlines)
        .build();
  }

  private PoolingHttpClientConnectionManager connections() {
    PoolingHttpClientConnectionManagerBuilder manager =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setConnectionFactory(new UnloggedConnections())
            .setMaxConnTotal(connections)
            .setMaxConnPerRoute(connections)
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX);
    if (trusted != null) {
      manager.setSSLSocketFactory(new SSLConnectionSocketFactory(trusted));
    }
    return manager.build();
  }

  @Override
  public HttpExchange post(HttpExchange.Request asked) throws IOException {
    HttpRequest request = request(asked);
    try (Deadlines.Deadline deadline = deadlines.start(asked.timeouts().total())) {
      try {
        return exchange(request, deadline);
      } catch (MessageConstraintException e) {
        throw new ReplyTooLargeException("the reply's head is too large: " + e.getMessage());
      } catch (IOException | RuntimeException e) {
        // A request that is dropped while it connects fails with some of the latter, such as
        // IllegalStateException, or NullPointerException for the connection that is gone.
        if (deadline.passed()) {
          throw late(asked.timeouts().total(), e);
        }
        throw e;
      }
    }
  }

  private HttpExchange exchange(HttpRequest request, Deadlines.Deadline deadline)
      throws IOException {
    long start = System.nanoTime();
    HttpResponse response = request.execute();
    double firstByteSeconds = (System.nanoTime() - start) / NANOS;
    try {
      HttpExchange exchange = reply(response, firstByteSeconds, deadline);
      response.disconnect();
      return exchange;
    } catch (IOException | RuntimeException e) {
      // Not by disconnect(), which would first read what is left, however much that is.
      deadline.abort();
      throw e;
    }
  }

  private HttpRequest request(HttpExchange.Request asked) throws IOException {
    HttpHeaders headers = new HttpHeaders().setUserAgent(USER_AGENT).setAcceptEncoding("gzip");
    asked.headers().forEach(headers::set);
    return requests()
        .buildPostRequest(
            urls.computeIfAbsent(asked.url(), url -> new GenericUrl(url, true)),
            new ByteArrayContent("application/json", asked.body().getBytes(StandardCharsets.UTF_8)))
        .setHeaders(headers)
        .setSuppressUserAgentSuffix(true)
        .setConnectTimeout(millis(asked.timeouts().connect()))
        .setReadTimeout(millis(asked.timeouts().idle()))
        .setNumberOfRetries(0)
        .setFollowRedirects(false)
        .setThrowExceptionOnExecuteError(false)
        .setResponseReturnRawInputStream(true)
        .setLoggingEnabled(false)
        .setCurlLoggingEnabled(false);
  }

  /** What came back; an error's status is told even where its body can't be. */
  private HttpExchange reply(
      HttpResponse response, double firstByteSeconds, Deadlines.Deadline deadline)
      throws IOException {
    int status = response.getStatusCode();
    String body = "";
    try {
      if (!WITHOUT_BODY.contains(status)) {
        body = bodies.read(response.getContent(), response.getContentEncoding());
      }
    } catch (ReplyTooLargeException | BrokenCompressionException e) {
      if (status == 200) {
        throw e;
      }
      deadline.abort();
    }
    return new HttpExchange(status, headers(response), body, firstByteSeconds);
  }

  private static Map<String, String> headers(HttpResponse response) {
    Map<String, String> headers = new HashMap<>();
    HttpHeaders given = response.getHeaders();
    for (String name : given.keySet()) {
      String value = given.getFirstHeaderStringValue(name);
      if (value != null) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
      }
    }
    return headers;
  }

  private static SocketTimeoutException late(Duration total, Exception cause) {
    SocketTimeoutException late =
        new SocketTimeoutException("no whole reply within " + total.toMillis() + " ms");
    late.initCause(cause);
    return late;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    deadlines.close();
    if (client != null) {
      client.close();
    }
  }
}
