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
    assertThat(contents(flink)).isEqualTo(contents(direct));
  }

  private static List<List<List<@Nullable Object>>> contents(Path output) throws SQLException {
    try (DuckDb duckDb = DuckDb.open(output)) {
      List<List<List<@Nullable Object>>> contents = new ArrayList<>();
      for (String table : RunTables.WITHOUT_TIMES) {
        contents.add(duckDb.rows(table));
        assertThat(contents.get(contents.size() - 1)).isNotEmpty();
      }
      return contents;
    }
  }
}
