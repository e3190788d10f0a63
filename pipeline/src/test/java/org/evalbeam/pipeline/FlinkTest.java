package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import org.evalbeam.pipeline.simulate.Delays;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.evalbeam.pipeline.simulate.Stats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's set on two runners. */
class FlinkTest {

  private static final int MANY = 3_000;

  @Test
  void embeddedFlinkGivesTheSameTablesAsTheDirectRunner(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    Path direct = folder.resolve("direct");
    Path flink = folder.resolve("flink");
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      String spec = Bench.shipped("demo.json");
      assertThat(bench.run(spec, endpoint, "--limit=4", "--output=" + direct).code()).isZero();
      Stats first = endpoint.stats();
      Program.Ended ended =
          bench.run(
              spec,
              endpoint,
              "--limit=4",
              "--output=" + flink,
              "--runner=FlinkRunner",
              "--flinkMaster=[local]");
      Stats both = endpoint.stats();

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(both.calls()).isEqualTo(2 * first.calls());
      assertThat(both.uniqueRequestIds()).as("the same calls").isEqualTo(first.calls());
    }
    RunTables.assertSame(direct, flink);
  }

  /** Answers meet in a second calling step, which a runner may spread in its own way. */
  @Test
  void comparedAnswersMeetOnBoth(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    Path direct = folder.resolve("direct");
    Path flink = folder.resolve("flink");
    String spec =
        bench.spec(
            """
            {'name': 'pairs', 'cv': {
              'common_params': {'dataset': 'ham_radio', 'metrics': ['judge_pairwise']},
              'grid_params': {'model': [
                {'name': 'simulated-large', 'base_url': 'http://one.invalid'},
                {'name': 'simulated-medium', 'base_url': 'http://one.invalid'},
                {'name': 'simulated-small', 'base_url': 'http://one.invalid'}]},
              'repeat': 2}}
            """);
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(
            SimulatedOptions.builder()
                .delays(Delays.none())
                .knownAnswers(ShippedAnswers.of(SetOptions.installed("datasets.yaml")))
                .build())) {
      assertThat(bench.run(spec, endpoint, "--limit=12", "--output=" + direct).code()).isZero();
      Stats first = endpoint.stats();
      Program.Ended ended =
          bench.run(
              spec,
              endpoint,
              "--limit=12",
              "--output=" + flink,
              "--runner=FlinkRunner",
              "--flinkMaster=[local]");

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(endpoint.stats().calls()).isEqualTo(2 * first.calls());
      assertThat(endpoint.stats().uniqueRequestIds()).isEqualTo(first.calls());
    }
    String preferences = "preferences";
    for (String table : List.of(preferences, "win_rates")) {
      List<List<@Nullable Object>> rows = timeless(direct, table);
      assertThat(rows).hasSize(table.equals(preferences) ? 3 * 2 * 12 : 3);
      RunTables.assertSame(rows, timeless(flink, table));
    }
    assertThat(rows(direct, "preferences where not identical and consistent")).isNotEmpty();
  }

  private static List<List<@Nullable Object>> timeless(Path output, String table)
      throws SQLException {
    try (DuckDb duckDb = DuckDb.open(output)) {
      return duckDb.rows(
          "select columns(c -> c not in ('judge_time', 'judge_wait_time')) from %s order by all"
              .formatted(table));
    }
  }

  /** Three blocks of rows, and clusters in as many as there are: sums meet in another order. */
  @Test
  void figuresOfManyRowsAreTheSameOnBoth(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    Path direct = folder.resolve("direct");
    Path flink = folder.resolve("flink");
    String spec = bench.write("spec.json", manyRows().toString());
    String endpoints = bench.everythingTo("http://127.0.0.1:9");

    assertThat(bench.run(spec, endpoints, "--output=" + direct).code()).isZero();
    Program.Ended ended =
        bench.run(
            spec, endpoints, "--output=" + flink, "--runner=FlinkRunner", "--flinkMaster=[local]");

    assertThat(ended.code()).as(ended.err()).isZero();
    for (String table : List.of("summary", "comparisons")) {
      List<List<@Nullable Object>> rows = rows(direct, table);
      assertThat(rows).hasSize(2 * 2 * 3);
      RunTables.assertSame(rows, rows(flink, table));
    }
    assertThat(rows(direct, "comparisons where clusters = 375")).hasSize(2 * 3);
  }

  private static List<List<@Nullable Object>> rows(Path output, String table) throws SQLException {
    try (DuckDb duckDb = DuckDb.open(output)) {
      return duckDb.rows("select * from " + table + " order by all");
    }
  }

  /** Three variants on 3,000 rows, with and without clusters; their answers are supplied. */
  private static ObjectNode manyRows() {
    SplittableRandom random = new SplittableRandom(11);
    ObjectNode set = new JsonMapper().createObjectNode();
    set.put("name", "many");
    ArrayNode experiments = set.putArray("experiments");
    for (String name : List.of("plain", "clustered")) {
      ObjectNode dataset = dataset(name);
      for (int variant = 0; variant < 3; variant++) {
        ObjectNode experiment = experiments.addObject();
        experiment.put("name", name + variant);
        experiment.putArray("metrics").add("qcm_exactness").add("output_length");
        experiment.set("dataset", dataset);
        ArrayNode output =
            experiment.putObject("model").put("aliased_name", "v" + variant).putArray("output");
        for (int row = 0; row < MANY; row++) {
          String words = " word".repeat(1 + random.nextInt(7));
          output.add((random.nextInt(10) < 5 + variant ? "A" : "B") + words);
        }
      }
    }
    return set;
  }

  private static ObjectNode dataset(String name) {
    ObjectNode dataset = new JsonMapper().createObjectNode().put("name", name);
    if (name.equals("clustered")) {
      dataset.put("cluster", "topic");
    }
    ArrayNode df = dataset.putArray("df");
    for (int row = 0; row < MANY; row++) {
      df.addObject().put("query", "q").put("output_true", "A").put("topic", row / 8);
    }
    return dataset;
  }
}
