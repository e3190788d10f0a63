package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.evalbeam.pipeline.simulate.Stats;

/** What every run owes its user, whatever went wrong in it. */
final class Owed {

  private static final String NEITHER_OR_BOTH =
      """
      select * from %s
      where (status = 'ok') <> (%s is not null)
      or (status = 'ok') <> (reason is null) or (status = 'ok') <> (error_msg is null)
      """;

  private Owed() {}

  /** Checks that a run left no key, moved no terminal, followed no redirect, and lost no row. */
  static void by(Program.Ended ended, Bench bench, Stats stats) throws IOException, SQLException {
    Canary.isNotIn(ended.out(), "standard output");
    Canary.isNotIn(ended.err(), "standard error");
    Canary.isNotLeftBehind(bench);
    assertThat(ended.out() + ended.err()).doesNotContainPattern("[\\p{C}&&[^\\n]]");
    assertThat(stats.redirected()).as("redirects that were followed").isZero();
    if (ended.code() == ExitCode.OK || ended.code() == ExitCode.TOO_MANY_FAILURES) {
      wholeTables(bench.output());
    }
  }

  /** Checks that no row of a finished run is lost, doubled, or without a result or a reason. */
  static void wholeTables(Path output) throws IOException, SQLException {
    JsonNode counts = Bench.manifest(output).path("counts");
    long trials = counts.path("trials").asLong();
    long scores = counts.path("expected_observations").asLong();
    assertThat(trials).isPositive();
    try (DuckDb tables = DuckDb.open(output)) {
      assertThat(tables.number("select count(*) from answers")).isEqualTo(trials);
      assertThat(tables.number("select count(distinct (experiment, num_line)) from answers"))
          .isEqualTo(trials);
      assertThat(tables.number("select count(*) from observations")).isEqualTo(scores);
      assertThat(
              tables.number(
                  "select count(distinct (experiment, num_line, metric)) from observations"))
          .isEqualTo(scores);
      assertThat(tables.rows(NEITHER_OR_BOTH.formatted("answers", "answer"))).isEmpty();
      assertThat(tables.rows(NEITHER_OR_BOTH.formatted("observations", "score"))).isEmpty();
      assertThat(tables.number("select count(*) from preferences"))
          .isEqualTo(counts.path("expected_preferences").asLong());
      assertThat(
              tables.number(
                  "select count(distinct (experiment_a, experiment_b, num_line, metric,"
                      + " judge_repeat)) from preferences"))
          .isEqualTo(counts.path("expected_preferences").asLong());
      assertThat(tables.rows(NEITHER_OR_BOTH.formatted("preferences", "outcome"))).isEmpty();
    }
  }
}
