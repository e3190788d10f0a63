package org.evalbeam.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/**
 * The least a Java program can do with the same libraries: threads that send the same requests and
 * read the replies. No pipeline, no scores, no tables; what evalbeam takes beyond it is its own.
 */
final class BareLoop {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpRequestFactory requests;
  private final GenericUrl url;

  private BareLoop(String baseUrl, int threads) {
    this.url = new GenericUrl(baseUrl + "/chat/completions");
    this.requests =
        new Apache5HttpTransport(
                Apache5HttpTransport.newDefaultHttpClientBuilder()
                    .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                            .setMaxConnTotal(threads)
                            .setMaxConnPerRoute(threads)
                            .build())
                    .build())
            .createRequestFactory();
  }

  /**
   * Calls an endpoint once for each row.
   *
   * @param args base URL, JSONL file with a column {@code query}, number of threads
   */
  public static void main(String[] args) throws Exception {
    List<String> rows = Files.readAllLines(Path.of(args[1]));
    int threads = Integer.parseInt(args[2]);
    new BareLoop(args[0], threads).callAll(rows, threads);
  }

  private void callAll(List<String> rows, int threads) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> loops =
        IntStream.range(0, threads)
            .<Future<?>>mapToObj(thread -> pool.submit(() -> callSome(rows, next)))
            .toList();
    for (Future<?> loop : loops) {
      loop.get();
    }
    pool.shutdown();
  }

  private Void callSome(List<String> rows, AtomicInteger next) throws IOException {
    for (int row = next.getAndIncrement(); row < rows.size(); row = next.getAndIncrement()) {
      call(JSON.readTree(rows.get(row)).path("query").textValue(), "%032x".formatted(row));
    }
    return null;
  }

  private void call(String query, String requestId) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("model", Job.MODEL);
    body.putArray("messages").addObject().put("role", "user").put("content", query);
    HttpRequest request =
        requests.buildPostRequest(
            url, new ByteArrayContent("application/json", JSON.writeValueAsBytes(body)));
    request.getHeaders().set("X-Client-Request-Id", requestId);
    HttpResponse response = request.execute();
    try {
      JsonNode reply = JSON.readTree(response.getContent());
      if (!reply.path("choices").path(0).path("message").path("content").isTextual()) {
        throw new IOException("not a completion: " + reply);
      }
    } finally {
      response.disconnect();
    }
  }
}
