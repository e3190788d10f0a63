package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.evalbeam.pipeline.Front.Spoiled;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with calls stands in rows, each with its reason. */
class FailureRowsTest {

  private static final String SIX_ROWS =
      """
      {'name': 'failing', 'experiments': [{'name': 'a',
        'dataset': {'name': 'six', 'df': [
          {'query': 'one', 'output_true': '1'}, {'query': 'two', 'output_true': '2'},
          {'query': 'three', 'output_true': '3'}, {'query': 'four', 'output_true': '4'},
          {'query': 'five', 'output_true': '5'}, {'query': 'six', 'output_true': '6'}]},
        'model': {'name': 'm', 'base_url': 'http://one.invalid'},
        'judge_model': {'name': 'j', 'base_url': 'http://two.invalid'},
        'metrics': ['judge_exactness', 'output_length']}]}
      """;

  private static final String REASONS =
      "select status, reason, count(*) from %s group by all order by all";

  private Bench bench = new Bench(Path.of("."));

  @BeforeEach
  void bench(@TempDir Path folder) {
    bench = new Bench(folder);
  }

  @Test
  void anEndpointThatDiesLeavesRowsThatSayItIsUnreachable() throws Exception {
    Program.Ended ended =
        runSixRows((asked, call) -> call > 2 ? Spoiled.DEAD : null, "max_in_flight: 1");

    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.number("select count(*) from answers")).isEqualTo(6);
      assertThat(tables.number("select count(*) from observations")).isEqualTo(12);
      assertThat(tables.column("select distinct reason from answers where status <> 'ok'"))
          .containsExactly("unreachable");
      assertThat(
              tables.column(
                  """
                  select distinct o.reason from observations o join answers a
                  using (experiment, num_line) where a.status = 'failed'
                  """))
          .containsExactly("answer_failed");
    }
    assertThat(bench.manifest().at("/counts/answers_failed_unreachable").asLong())
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void aWrongKeyIsTheReasonOfEveryRow() throws Exception {
    String key = bench.write("key", "sk-wrong");
    long calls;
    String catalogKey = "api_key: ${file:" + key + "}";
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(Bench.atOnce().requiredKey("sk-right").build())) {
      Program.Ended ended =
          bench.run(bench.spec(SIX_ROWS), bench.everythingTo(endpoint.baseUrl(), catalogKey));

      assertThat(ended.code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(ended.out())
          .contains("answers failed: 6 unauthorized", "scores failed: 12 answer_failed");
      calls = endpoint.stats().calls();
      assertThat(calls).as("never tried again, and soon not at all").isBetween(3L, 6L);
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.rows(REASONS.formatted("answers")))
          .containsExactly(List.of("failed", "unauthorized", 6L));
      assertThat(tables.rows(REASONS.formatted("observations")))
          .containsExactly(List.of("failed", "answer_failed", 12L));
      assertThat(tables.number("select sum(attempts) from answers")).isEqualTo(calls);
    }
  }

  @Test
  void eachSpoiledReplyHasItsReason() throws Exception {
    Map<String, Spoiled> spoiled =
        Map.of(
            "one", new Spoiled(200, "<html>Welcome</html>"),
            "two", new Spoiled(200, "{\"choices\": [{\"mess"),
            "three", new Spoiled(200, "{\"choices\": []}"),
            "four", Spoiled.ok(""),
            "five", new Spoiled(302, ""));
    Program.Ended ended = runSixRows((asked, call) -> spoiled.get(asked.message()), "");

    assertThat(ended.code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.column("select coalesce(reason, status) from answers order by num_line"))
          .containsExactly(
              "malformed_reply",
              "malformed_reply",
              "malformed_reply",
              "empty_answer",
              "redirected",
              "ok");
      assertThat(
              tables.number(
                  """
                  select count(*) from answers where (status = 'ok') <>
                  (answer is not null and reason is null and error_msg is null)
                  """))
          .isZero();
      assertThat(tables.number("select count(score) from observations")).isEqualTo(2);
    }
  }

  /** All six are asked before the first is told: after five failures a sixth would not be made. */
  @Test
  void aJudgeThatFailsLeavesTheAnswersAndTheOtherScores() throws Exception {
    CyclicBarrier allAsked = new CyclicBarrier(6);
    runSixRows(
        (asked, call) -> asked.model().equals("j") ? togetherWith(allAsked) : null,
        "max_in_flight: 6");

    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.column("select distinct status from answers")).containsExactly("ok");
      assertThat(scores(tables))
          .containsExactly(
              List.of("judge_exactness", "failed", "server_error", 6L),
              Arrays.asList("output_length", "ok", null, 6L));
      assertThat(tables.number("select sum(judge_attempts) from observations")).isEqualTo(6);
    }
  }

  @Test
  void aJudgeWithoutAScoreIsUnparsedAndItsWordsAreKept() throws Exception {
    Program.Ended ended =
        runSixRows(
            (asked, call) -> {
              if (!asked.model().equals("j")) {
                return null;
              }
              return Spoiled.ok(
                  asked.message().contains("three") ? "{\"score\": 7}" : "I can't tell.");
            },
            "");

    assertThat(ended.code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(scores(tables))
          .contains(
              List.of("judge_exactness", "unparsed", "score_out_of_range", 1L),
              List.of("judge_exactness", "unparsed", "unreadable_score", 5L));
      assertThat(
              tables.column(
                  "select distinct observation from observations where reason = 'unreadable_score'"))
          .containsExactly("I can't tell.");
      assertThat(tables.rows("select mean, support, unparsed from summary where unparsed > 0"))
          .containsExactly(Arrays.asList(null, 0L, 6L));
    }
  }

  @Test
  void aRowWithoutAQueryIsNotAsked() throws Exception {
    bench.write(
        "rows.jsonl",
        """
        {"query": "one"}
        {"query": null}
        {"query": " "}
        """);
    String spec =
        bench.spec(
            """
            {'name': 'nulls', 'experiments': [{'name': 'a',
              'dataset': {'name': 'rows', 'path': 'rows.jsonl'},
              'model': {'name': 'm', 'base_url': 'http://one.invalid'},
              'metrics': ['output_length']}]}
            """);
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      assertThat(bench.run(spec, endpoint).code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(endpoint.stats().calls()).isEqualTo(1);
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(
              tables.rows(
                  "select num_line, reason, attempts, reply_source, call_id from answers"
                      + " where status = 'failed' order by 1"))
          .containsExactly(
              Arrays.asList(1, "missing_field", 0, null, null),
              Arrays.asList(2, "missing_field", 0, null, null));
      assertThat(tables.rows(REASONS.formatted("observations")))
          .contains(List.of("failed", "answer_failed", 2L));
    }
  }

  private static List<List<@Nullable Object>> scores(DuckDb tables) throws SQLException {
    return tables.rows(
        "select metric, status, reason, count(*) from observations group by all order by all");
  }

  private static Spoiled togetherWith(CyclicBarrier others) {
    try {
      others.await(20, TimeUnit.SECONDS);
      return new Spoiled(500, "{}");
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("too few were asked", e);
    }
  }

  private Program.Ended runSixRows(Front.Fault fault, String entry) throws Exception {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build());
        Front front = Front.of(endpoint, fault)) {
      return bench.run(bench.spec(SIX_ROWS), bench.everythingTo(front.baseUrl(), entry));
    }
  }
}
