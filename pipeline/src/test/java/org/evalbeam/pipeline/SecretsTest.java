package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.evalbeam.pipeline.Front.Spoiled;
import org.evalbeam.pipeline.output.Table;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that goes to the endpoint and nowhere else. */
class SecretsTest {

  private static final String CANARY = "sk-canary-1f9e7c2b";

  private static final String SPEC =
      """
      {'name': 'secret', 'experiments': [{'name': 'a',
        'dataset': {'name': 'two', 'df': [{'query': 'one', 'output_true': '1'},
          {'query': 'two', 'output_true': '2'}]},
        'model': {'name': 'm', 'base_url': '$URL', 'api_key': '$KEY'},
        'judge_model': {'name': 'j', 'base_url': '$URL', 'api_key': '$KEY'},
        'metrics': ['judge_exactness', 'output_length']}]}
      """;

  private Bench bench = new Bench(Path.of("."));

  @BeforeEach
  void bench(@TempDir Path folder) {
    bench = new Bench(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"literal", "file"})
  void aKeyReachesTheEndpointAndNothingThatStays(String kind) throws Exception {
    String key =
        kind.equals("literal") ? CANARY : "${file:" + bench.write("key", CANARY + "\n") + "}";
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(Bench.atOnce().requiredKey(CANARY).build())) {
      Logged run = logged(spec(endpoint.baseUrl(), key), "--max-failure-rate=0");

      assertThat(run.ended().code()).as("the key was sent").isZero();
      assertThat(endpoint.stats().ok()).isEqualTo(4);
      assertThat(run.ended().err().contains("warning: the spec holds a literal api_key"))
          .isEqualTo(kind.equals("literal"));
      assertThat(run.log()).contains("127.0.0.1");
      nothingTells(run);
    }
  }

  @Test
  void aServerThatEchoesTheKeyIsScrubbed() throws Exception {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build());
        Front front =
            Front.of(
                endpoint,
                (asked, call) ->
                    new Spoiled(
                        call % 2 == 0 ? 401 : 200,
                        "{\"error\": {\"message\": \"no: " + asked.authorization() + "\"}}"))) {
      Logged run = logged(spec(front.baseUrl(), CANARY));

      assertThat(run.ended().code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      nothingTells(run);
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.column("select error_msg from answers"))
          .hasSize(2)
          .allMatch(message -> String.valueOf(message).contains("no: "));
    }
  }

  @Test
  void aLiteralKeyDoesNotGoToACluster() {
    Program.Ended ended =
        bench.run(
            spec("http://127.0.0.1:1/v1", CANARY),
            bench.write("endpoints.yaml", "endpoints: {}"),
            "--runner=FlinkRunner",
            "--flinkMaster=127.0.0.1:1");

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .contains("a literal api_key can't go to a cluster")
        .contains("${NAME}")
        .doesNotContain(CANARY);
    assertThat(bench.output()).doesNotExist();
  }

  /**
   * How a run ended.
   *
   * @param log everything that was logged, at the finest level
   */
  private record Logged(Program.Ended ended, String log) {}

  private Logged logged(String spec, String... more) {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    Handler collector =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(new SimpleFormatter().format(record));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.addHandler(collector);
    root.setLevel(Level.ALL);
    try {
      String catalog =
          bench.write("endpoints.yaml", "endpoints: {all: {base_url: \"*\", attempts: 1}}");
      Program.Ended ended = bench.run(spec, catalog, more);
      return new Logged(ended, String.join("", lines));
    } finally {
      root.setLevel(before);
      root.removeHandler(collector);
    }
  }

  private void nothingTells(Logged run) throws Exception {
    assertThat(run.ended().out()).doesNotContain(CANARY);
    assertThat(run.ended().err()).doesNotContain(CANARY);
    assertThat(run.log().lines().filter(line -> line.contains(CANARY))).isEmpty();
    assertThat(bench.files()).isNotEmpty();
    for (Path file : bench.files()) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(CANARY);
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      for (Table<?> table : Table.all()) {
        assertThat(tables.rows("select * from " + table.name()).toString())
            .as(table.name())
            .doesNotContain(CANARY);
      }
    }
  }

  private String spec(String url, String key) {
    return bench.spec(SPEC.replace("$URL", url).replace("$KEY", key));
  }
}
