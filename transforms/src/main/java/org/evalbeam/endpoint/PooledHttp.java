package org.evalbeam.endpoint;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.jspecify.annotations.Nullable;

/**
 * HTTP over a pool of kept connections: google-http-client on Apache's HttpClient 5, with every
 * retry, redirect and log line of theirs switched off, so that each attempt is seen by our policy
 * and no header is ever printed.
 */
final class PooledHttp implements Transport, Closeable {

  private static final String USER_AGENT = "evalbeam";

  /** Replies that never have a body; the library's stream for them breaks when it is read. */
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

  private final CloseableHttpClient client;
  private final HttpRequestFactory requests;
  private final Deadlines deadlines;
  private final long largestReply;

  /**
   * @param connections kept connections, over all hosts: at least the calls in flight
   * @param largestReply bytes of a reply's body after decompression
   */
  PooledHttp(int connections, long largestReply) {
    this.deadlines = new Deadlines();
    this.largestReply = largestReply;
    this.client =
        Apache5HttpTransport.newDefaultHttpClientBuilder()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setConnectionFactory(QuietConnection::of)
                    .setMaxConnTotal(connections)
                    .setMaxConnPerRoute(connections)
                    .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .addExecInterceptorFirst("deadline", deadlines)
            .build();
    this.requests = new Apache5HttpTransport(client).createRequestFactory();
  }

  @Override
  public HttpExchange post(HttpExchange.Request asked) throws IOException {
    try (Deadlines.Deadline deadline = deadlines.start(asked.timeouts().total())) {
      try {
        return exchange(asked);
      } catch (IOException e) {
        if (deadline.passed()) {
          throw late(asked.timeouts().total(), e);
        }
        throw e;
      }
    }
  }

  private HttpExchange exchange(HttpExchange.Request asked) throws IOException {
    HttpResponse response = request(asked).execute();
    try {
      return new HttpExchange(
          response.getStatusCode(), response.getHeaders().getRetryAfter(), body(response));
    } finally {
      response.disconnect();
    }
  }

  private HttpRequest request(HttpExchange.Request asked) throws IOException {
    HttpHeaders headers = new HttpHeaders().setUserAgent(USER_AGENT).setAcceptEncoding("gzip");
    asked.headers().forEach(headers::set);
    return requests
        .buildPostRequest(
            new GenericUrl(asked.url(), true),
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

  private String body(HttpResponse response) throws IOException {
    if (WITHOUT_BODY.contains(response.getStatusCode())) {
      return "";
    }
    InputStream raw = response.getContent();
    InputStream plain = isGzip(response.getContentEncoding()) ? new GZIPInputStream(raw) : raw;
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = plain.read(buffer); n >= 0; n = plain.read(buffer)) {
      read.write(buffer, 0, n);
      if (read.size() > largestReply) {
        throw new ReplyTooLargeException(largestReply);
      }
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  private static boolean isGzip(@Nullable String encoding) {
    return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip");
  }

  private static SocketTimeoutException late(Duration total, IOException cause) {
    SocketTimeoutException late =
        new SocketTimeoutException("no whole reply within " + total.toMillis() + " ms");
    late.initCause(cause);
    return late;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  @Override
  public void close() throws IOException {
    deadlines.close();
    client.close();
  }
}
