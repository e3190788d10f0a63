package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Flink cluster, asked over its REST interface. */
final class FlinkCluster implements Cluster {

  /** How long a cluster goes on with a job of whose sender it hears nothing. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long SECONDS_BETWEEN_SIGNS = 5;
  private static final int OK = 200;
  private static final JsonMapper JSON = new JsonMapper();

  /** {@code pekko.tcp://flink@10.0.0.7:40213/user/rpc/taskmanager_0}. */
  private static final Pattern HOST = Pattern.compile("@(.+):\\d+/");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String url;
  private final int parallelism;
  private final int taskManagers;
  private final Set<String> otherHosts;

  private FlinkCluster(HostAndPort rest, int wanted) throws IOException, InterruptedException {
    this.url = "http://" + rest;
    JsonNode overview = get("/overview");
    this.taskManagers = overview.path("taskmanagers").asInt();
    this.parallelism = wanted > 0 ? wanted : Math.max(1, overview.path("slots-total").asInt());
    this.otherHosts = hosts(get("/taskmanagers"));
  }

  /**
   * Asks a cluster what it has.
   *
   * @param rest its REST interface
   * @param parallelism subtasks of each step; less than 1: as many as the cluster has slots
   * @throws UsageException where none answers
   */
  static FlinkCluster at(HostAndPort rest, int parallelism) throws UsageException {
    try {
      return new FlinkCluster(rest, parallelism);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "--flinkMaster="
              + rest
              + ": no Flink cluster answers there ("
              + (e.getMessage() == null ? "connection refused" : e.getMessage())
              + "); give HOST:PORT of its REST interface");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("--flinkMaster=" + rest + ": interrupted");
    }
  }

  /** Subtasks of each step. */
  int parallelism() {
    return parallelism;
  }

  /** A worker has one subtask at least; a cluster that starts workers when asked may start more. */
  @Override
  public int workers() {
    return taskManagers == 0 ? parallelism : Math.min(parallelism, taskManagers);
  }

  @Override
  public Set<String> otherHosts() {
    return otherHosts;
  }

  private static Set<String> hosts(JsonNode answer) throws IOException {
    Set<String> others = new TreeSet<>();
    for (JsonNode taskManager : answer.path("taskmanagers")) {
      Matcher path = HOST.matcher(taskManager.path("path").asText());
      if (path.find() && !isThisMachine(path.group(1))) {
        others.add(path.group(1));
      }
    }
    return others;
  }

  private static boolean isThisMachine(String host) throws IOException {
    InetAddress address = InetAddress.getByName(host);
    return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
  }

  @Override
  public Watch watch(String job) {
    Thread hook = new Thread(() -> cancel(job), "cancel the job");
    Runtime.getRuntime().addShutdownHook(hook);
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "sign of life");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(
            () -> giveSignOfLife(job), 1, SECONDS_BETWEEN_SIGNS, TimeUnit.SECONDS);
    return () -> {
      timer.shutdownNow();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException stopping) {
        // Then it runs, and finds a job that has ended.
      }
    };
  }

  /** A sign that is lost is followed by others. */
  private void giveSignOfLife(String job) {
    try {
      String id = idOf(job);
      if (id != null) {
        // Documented as an object with this field; 1.19.0 takes the bare number only.
        long until = System.currentTimeMillis() + PATIENCE.toMillis();
        send("PATCH", "/jobs/" + id + "/clientHeartbeat", String.valueOf(until));
      }
    } catch (IOException lost) {
      // The job itself fails where the cluster is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void cancel(String job) {
    try {
      String id = idOf(job);
      if (id != null) {
        send("PATCH", "/jobs/" + id + "?mode=cancel", "");
      }
    } catch (IOException lost) {
      // Without a sign of life the cluster cancels it by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "Flink at %s: parallelism %d, %d workers share the limits"
        .formatted(url, parallelism, workers());
  }

  private @Nullable String idOf(String job) throws IOException, InterruptedException {
    for (JsonNode found : get("/jobs/overview").path("jobs")) {
      if (found.path("name").asText().equals(job)) {
        return found.path("jid").asText();
      }
    }
    return null;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(send("GET", path, ""));
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() / 100 != OK / 100) {
      throw new IOException(path + " was answered with status " + response.statusCode());
    }
    return response.body();
  }
}
