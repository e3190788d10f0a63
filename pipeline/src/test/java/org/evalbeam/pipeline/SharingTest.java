package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.Stats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls are made once, and that {@code plan} knows it beforehand. */
class SharingTest {

  private static final Pattern PLANNED =
      Pattern.compile("([\\d,]+) answers planned, ([\\d,]+) unique calls for them, ([\\d,]+) judg");

  /** Sets over three rows, of which the last two are equal. */
  static Stream<Arguments> sets() {
    return Stream.of(
        Arguments.of(
            "judges and metrics",
            12,
            3,
            """
            {'cv': {'common_params': {'dataset': $ROWS, 'model': $M},
              'grid_params': {
                'judge_model': [$J1, $J2],
                'metrics': [['judge_exactness'], ['judge_notator', 'output_length']]}}}
            """),
        Arguments.of(
            "repeats",
            6,
            6,
            """
            {'cv': {'common_params': {'dataset': $ROWS, 'metrics': ['output_length']},
              'grid_params': {'model': [$M]}, 'repeat': 2}}
            """),
        Arguments.of(
            "equal requests, written differently",
            6,
            3,
            """
            {'experiments': [
              {'name': 'a', 'dataset': $ROWS, 'metrics': ['output_length'], 'model':
                {'name': 'm', 'base_url': 'http://one.invalid', 'extra_params': {'top_p': 1}}},
              {'name': 'b', 'dataset': $ROWS, 'metrics': ['output_length'], 'model':
                {'name': 'm', 'base_url': 'http://one.invalid', 'sampling_params': {'top_p': 1}}}]}
            """),
        Arguments.of(
            "overlapping samples",
            3,
            2,
            """
            {'experiments': [
              {'name': 'a', 'dataset': $ROWS, 'metrics': ['output_length'], 'model': $M,
                'sample': [0, 1]},
              {'name': 'b', 'dataset': $ROWS, 'metrics': ['output_length'], 'model': $M,
                'sample': [1]}]}
            """),
        Arguments.of(
            "equal rows of two datasets",
            6,
            3,
            """
            {'cv': {'common_params': {'model': $M, 'metrics': ['output_length']},
              'grid_params': {'dataset': [$ROWS,
                {'name': 'others', 'df': $DF}]}}}
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sets")
  void equalCallsAreMadeOnceAndThePlanSaysSo(
      String name, long planned, long unique, String body, @TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String spec = bench.spec(named(body));
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      List<Long> forecast = plan(bench, spec, endpoint);
      assertThat(endpoint.stats().calls()).as("a plan calls nothing").isZero();
      assertThat(bench.run(spec, endpoint).code()).isZero();
      Stats stats = endpoint.stats();

      assertThat(forecast.subList(0, 2)).containsExactly(planned, unique);
      assertThat(stats.callsByModel()).containsEntry("m", unique);
      assertThat(stats.calls()).isEqualTo(unique + forecast.get(2));
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.number("select count(*) from answers")).isEqualTo(planned);
      assertThat(tables.number("select sum(attempts) from answers")).isEqualTo(unique);
      assertThat(tables.number("select count(*) from answers where reply_source = 'call'"))
          .isEqualTo(unique);
      assertThat(tables.number("select count(*) from answers where reply_source = 'shared'"))
          .isEqualTo(planned - unique);
      assertThat(
              tables.number(
                  "select count(*) from answers where (attempts = 0) <> (reply_source = 'shared')"))
          .isZero();
      assertThat(
              tables.rows(
                  "select call_id from answers group by call_id having count(distinct answer) > 1"))
          .isEmpty();
    }
  }

  @Test
  void noCallIsMadeTwiceUnderOneIdentityThoughModelsGiveTheSameAnswer(@TempDir Path folder)
      throws Exception {
    Bench bench = new Bench(folder);
    String spec =
        bench.spec(
            named(
                """
                {'cv': {'common_params':
                    {'dataset': $JUDGED, 'judge_model': $J1, 'metrics': ['judge_exactness']},
                  'grid_params': {'model': [$M, {'name': 'n', 'base_url': 'http://one.invalid'}]},
                  'repeat': 2}}
                """));
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      assertThat(bench.run(spec, endpoint).code()).isZero();
      assertThat(endpoint.stats().calls()).isEqualTo(2 * 12);
      assertThat(endpoint.stats().uniqueRequestIds()).isEqualTo(2 * 12);
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.number("select count(distinct answer) from answers")).isLessThan(12);
    }
  }

  @Test
  void doubledRowsAreSeparateSamples(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String spec =
        bench.spec(
            named(
                """
                {'experiments': [{'name': 'a', 'dataset': $ROWS, 'metrics': ['output_length'],
                  'model': $M}]}
                """));
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      assertThat(bench.run(spec, endpoint).code()).isZero();
      assertThat(endpoint.stats().uniqueRequestIds()).isEqualTo(3);
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.number("select count(distinct call_id) from answers")).isEqualTo(3);
    }
  }

  @Test
  void theKthEqualExperimentOfAListIsRepeatK(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String spec =
        bench.spec(
            named(
                """
                {'experiments': [
                  {'name': 'a', 'dataset': $ROWS, 'metrics': ['output_length'], 'model': $M},
                  {'name': 'b', 'dataset': $ROWS, 'metrics': ['output_length'], 'model': $M}]}
                """));
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      String planned =
          Program.run("plan", "--spec=" + spec, "--endpoints=" + everythingTo(bench, endpoint))
              .out();
      assertThat(bench.run(spec, endpoint).code()).isZero();

      assertThat(planned).containsPattern("(?m)^a .* 0 .*$").containsPattern("(?m)^b .* 1 .*$");
      assertThat(endpoint.stats().calls()).isEqualTo(6);
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.rows("select experiment, repeat from experiments order by 1"))
          .containsExactly(List.of("a", 0), List.of("b", 1));
      assertThat(tables.number("select count(distinct variant) from experiments")).isEqualTo(1);
      assertThat(tables.number("select repeats from summary")).isEqualTo(2);
    }
  }

  private static List<Long> plan(Bench bench, String spec, SimulatedEndpoint endpoint) {
    Program.Ended ended =
        Program.run("plan", "--spec=" + spec, "--endpoints=" + everythingTo(bench, endpoint));
    assertThat(ended.code()).as(ended.err()).isZero();
    Matcher told = PLANNED.matcher(ended.out());
    assertThat(told.find()).as(ended.out()).isTrue();
    return Stream.of(1, 2, 3).map(group -> Long.valueOf(told.group(group))).toList();
  }

  private static String everythingTo(Bench bench, SimulatedEndpoint endpoint) {
    return bench.everythingTo(endpoint.baseUrl());
  }

  private static String named(String body) {
    return body.replaceFirst("\\{", "{'name': 'sharing', ")
        .replace("$ROWS", "{'name': 'rows', 'df': $DF}")
        .replace(
            "$DF",
            "[{'query': 'one', 'output_true': '1'}, {'query': 'two', 'output_true': '2'},"
                + " {'query': 'two', 'output_true': '2'}]")
        .replace(
            "$JUDGED",
            "{'name': 'judged', 'df': [{'query': '!', 'output_true': '1'},"
                + " {'query': '?', 'output_true': '2'}, {'query': '.', 'output_true': '3'}]}")
        .replace("$M", "{'name': 'm', 'base_url': 'http://one.invalid'}")
        .replace("$J1", "{'name': 'j1', 'base_url': 'http://one.invalid'}")
        .replace("$J2", "{'name': 'j2', 'base_url': 'http://one.invalid'}");
  }
}
