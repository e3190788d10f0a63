package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What two runs of one set must have in common. */
final class RunTables {

  /** All but times, which no two runs share. */
  private static final List<String> WITHOUT_TIMES =
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

  private RunTables() {}

  /** Asserts that two folders hold the same tables but for times; figures to 1e-12. */
  static void assertSame(Path one, Path other) throws SQLException {
    try (DuckDb a = DuckDb.open(one);
        DuckDb b = DuckDb.open(other)) {
      for (String table : WITHOUT_TIMES) {
        assertSame(a.rows(table), b.rows(table));
      }
    }
  }

  /** Asserts that rows are the same; figures to 1e-12. */
  static void assertSame(List<List<@Nullable Object>> rows, List<List<@Nullable Object>> others) {
    assertThat(rows).isNotEmpty();
    assertThat(others)
        .usingRecursiveComparison()
        .withComparatorForType(RunTables::compareRounded, Double.class)
        .isEqualTo(rows);
  }

  /** Sums are rounded by the order in which a runner merges. */
  private static int compareRounded(Double a, Double b) {
    return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b)) ? 0 : Double.compare(a, b);
  }
}
