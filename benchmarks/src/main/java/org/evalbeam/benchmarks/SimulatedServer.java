package org.evalbeam.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.evalbeam.pipeline.simulate.Seconds;
import org.evalbeam.pipeline.simulate.Stats;

/** A simulated endpoint in a process of its own, so that its work is nobody else's. */
final class SimulatedServer implements AutoCloseable {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final String ANNOUNCED = "simulated endpoint: ";

  private final Process process;
  private final String baseUrl;
  private final HttpClient http = HttpClient.newHttpClient();

  private SimulatedServer(Process process, String baseUrl) {
    this.process = process;
    this.baseUrl = baseUrl;
  }

  /**
   * Starts one on a free port and returns once it listens.
   *
   * @param launcher path of the program's launcher
   * @param options of the command {@code simulate}
   */
  static SimulatedServer start(Path launcher, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "simulate", "--port=0"));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith(ANNOUNCED)) {
      line = output.readLine();
    }
    if (line == null) {
      process.destroy();
      throw new IOException("the simulated endpoint ended before it listened: " + command);
    }
    return new SimulatedServer(process, line.substring(ANNOUNCED.length()));
  }

  /** Base URL of its OpenAI API. */
  String baseUrl() {
    return baseUrl;
  }

  /** What it has seen so far. */
  Stats stats() throws IOException, InterruptedException {
    return JSON.treeToValue(get("/stats"), Stats.class);
  }

  /** What it did in each second since the first call. */
  Seconds seconds() throws IOException, InterruptedException {
    return JSON.treeToValue(get("/stats?seconds=true").path("seconds"), Seconds.class);
  }

  /** Latencies of its calls in the order of their arrival, in milliseconds. */
  List<Integer> latencies() throws IOException, InterruptedException {
    List<Integer> latencies = new ArrayList<>();
    get("/stats?latencies=true").path("latencies_ms").forEach(ms -> latencies.add(ms.asInt()));
    return latencies;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl).resolve(path)).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
