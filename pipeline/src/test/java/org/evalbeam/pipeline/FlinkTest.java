package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.Stats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's set on two runners. */
class FlinkTest {

  /** All but times, which no two runs share. */
  private static final List<String> TABLES =
      List.of(
          "select * from experiments order by all",
          "select * exclude (generation_time, first_byte_time, permit_wait_time, pacing_wait_time,"
              + " retry_wait_time) from answers order by all",
          "select * exclude (judge_time, judge_wait_time) from observations"
              + " where metric <> 'generation_time' order by all",
          "select * exclude (latency_p50, latency_p90, latency_p99) from summary"
              + " where metric <> 'generation_time' order by all",
          "select support, failed, unparsed from summary where metric = 'generation_time'",
          "select * from comparisons where metric <> 'generation_time' order by all",
          "select rows, family, family_size from comparisons where metric = 'generation_time'");

  private static final double TOLERANCE = 1e-12;

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
    assertThat(contents(flink))
        .usingRecursiveComparison()
        .withComparatorForType(FlinkTest::compareRounded, Double.class)
        .isEqualTo(contents(direct));
  }

  /** Sums are rounded by the order in which a runner merges. */
  private static int compareRounded(Double a, Double b) {
    return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b)) ? 0 : Double.compare(a, b);
  }

  private static List<List<List<@Nullable Object>>> contents(Path output) throws SQLException {
    try (DuckDb duckDb = DuckDb.open(output)) {
      List<List<List<@Nullable Object>>> contents = new ArrayList<>();
      for (String table : TABLES) {
        contents.add(duckDb.rows(table));
        assertThat(contents.get(contents.size() - 1)).isNotEmpty();
      }
      return contents;
    }
  }
}
