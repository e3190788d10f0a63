package org.evalbeam.pipeline;

import java.util.List;

/** What two runs of one set must have in common. */
final class RunTables {

  /** All but times, which no two runs share. */
  static final List<String> WITHOUT_TIMES =
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

  /** Compares figures that may be rounded by the order in which a runner merges. */
  static int compareRounded(Double a, Double b) {
    return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b)) ? 0 : Double.compare(a, b);
  }
}
