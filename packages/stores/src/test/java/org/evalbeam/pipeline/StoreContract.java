package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.evalbeam.data.Summary;
import org.evalbeam.pipeline.output.ReadTable;
import org.evalbeam.pipeline.output.Table;
import org.evalbeam.pipeline.simulate.Delays;
import org.evalbeam.pipeline.simulate.KnownAnswers;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program owes on any file system: spec, catalog, dataset, journal and output on it. */
abstract class StoreContract {

  private static final int ROWS = 12;

  private @TempDir Path local = Path.of(".");

  /** A folder of the store that is new, without a slash at its end. */
  abstract String folder() throws Exception;

  /** The options that lead to the store. */
  abstract List<String> options();

  private static SimulatedEndpoint endpoint() throws IOException {
    return SimulatedEndpoint.start(
        SimulatedOptions.builder().delays(Delays.none()).knownAnswers(KnownAnswers.none()).build());
  }

  private static void write(String path, String text) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(
            FileSystems.create(FileSystems.matchNewResource(path, false), "text/plain"))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Puts a set into a folder. */
  private static void writeSet(String folder, SimulatedEndpoint endpoint) throws IOException {
    write(
        folder + "/rows.jsonl",
        IntStream.range(0, ROWS)
            .mapToObj(
                "{\"query\": \"What is number %1$d?\", \"output_true\": \"%1$d\"}\n"::formatted)
            .collect(Collectors.joining()));
    write(
        folder + "/spec.json",
        """
        {"name": "stored", "experiments": [{"name": "a",
          "dataset": {"name": "rows", "path": "%s/rows.jsonl"},
          "model": {"name": "m", "base_url": "http://one.invalid"},
          "judge_model": {"name": "j", "base_url": "http://two.invalid"},
          "metrics": ["output_length", "judge_exactness"]}]}
        """
            .formatted(folder));
    write(
        folder + "/endpoints.yaml",
        """
        endpoints:
          test:
            base_url: "*"
            models: ["*"]
            send_to: %s
        """
            .formatted(endpoint.baseUrl()));
  }

  private record Ended(int code, String out, String err) {}

  private Ended program(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(options());
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(all.toArray(String[]::new));
      return new Ended(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  private Ended run(String folder) {
    return program(
        "run",
        "--spec=" + folder + "/spec.json",
        "--endpoints=" + folder + "/endpoints.yaml",
        "--output=" + folder + "/out");
  }

  private static List<String> names(String pattern) throws IOException {
    return FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata().stream()
        .map(file -> String.valueOf(file.resourceId().getFilename()))
        .toList();
  }

  private static List<Summary> summary(String folder) throws IOException {
    return ReadTable.of(Table.SUMMARY, folder + "/out/");
  }

  @Test
  void aWholeSetIsRunOnItAndNothingIsPaidTwice() throws Exception {
    RunnerArgs.parse(options());
    String stored = folder();
    try (SimulatedEndpoint endpoint = endpoint()) {
      writeSet(stored, endpoint);
      Ended first = run(stored);
      assertThat(first.code()).as(first.err()).isZero();
      assertThat(endpoint.stats().calls()).isEqualTo(2L * ROWS);
      assertThat(names(stored + "/out/journal/*")).as("segments").isNotEmpty();
      assertThat(names(stored + "/out/answers/*.parquet")).isNotEmpty();
      assertThat(names(stored + "/out/manifest.json")).hasSize(1);
      assertThat(names(stored + "/out/.runs/**")).as("left over").isEmpty();

      Ended plan =
          program(
              "plan",
              "--spec=" + stored + "/spec.json",
              "--endpoints=" + stored + "/endpoints.yaml",
              "--output=" + stored + "/out");
      assertThat(plan.code()).as(plan.err()).isZero();
      Ended journal = program("journal", "--output=" + stored + "/out");
      assertThat(journal.code()).as(journal.err()).isZero();
      assertThat(journal.out())
          .containsPattern("(?m)^test\\S+ +m +12 ")
          .containsPattern("(?m)^test\\S+ +j +12 ");

      Ended second = run(stored);
      assertThat(second.code()).as(second.err()).isZero();
      assertThat(endpoint.stats().calls()).as("calls of both runs").isEqualTo(2L * ROWS);
      assertThat(second.out()).contains("replies: 12 journal");

      writeSet(local.toString(), endpoint);
      assertThat(run(local.toString()).code()).isZero();
      assertThat(summary(stored))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
              "latencyP50", "latencyP90", "latencyP99")
          .containsExactlyInAnyOrderElementsOf(summary(local.toString()));
    }
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeMissing() throws Exception {
    RunnerArgs.parse(options());
    String empty = folder();
    Ended ended = run(empty);

    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .contains("there is no file " + empty + "/endpoints.yaml")
        .hasLineCount(1);
  }

  /** Waits until a server answers. */
  static void await(String url) throws Exception {
    java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();
    for (int tries = 0; ; tries++) {
      try {
        http.send(
            java.net.http.HttpRequest.newBuilder(java.net.URI.create(url)).build(),
            java.net.http.HttpResponse.BodyHandlers.discarding());
        return;
      } catch (IOException notYet) {
        if (tries == 300) {
          throw notYet;
        }
        java.util.concurrent.TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /** Makes a bucket by one request. */
  static void send(String method, String url, String body) throws Exception {
    int status =
        java.net.http.HttpClient.newHttpClient()
            .send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create(url))
                    .header("Content-Type", "application/json")
                    .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                java.net.http.HttpResponse.BodyHandlers.discarding())
            .statusCode();
    assertThat(status).as(url).isEqualTo(200);
  }

  /** A program of the environment that the build made for these tests. */
  static String tool(String name) {
    String environment = System.getenv("EVALBEAM_STORES");
    if (environment == null) {
      throw new IllegalStateException(
          "EVALBEAM_STORES must be a Python environment with .ci/stores.txt; see .ci/run");
    }
    return Path.of(environment, "bin", name).toString();
  }

  static int freePort() throws IOException {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static Process start(Path folder, String... command) throws IOException {
    Path log = Files.createTempFile(folder, "server", ".log");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
