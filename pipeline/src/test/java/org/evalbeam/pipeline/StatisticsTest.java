package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a set can ask of its statistics: the judge's repeats, clusters, scores by people. */
class StatisticsTest {

  private static final String SPEC =
      """
      {'name': 'judged', 'cv': {
        'common_params': {
          'dataset': {'name': 'six', 'cluster': 'topic', 'df': [
            {'query': 'one', 'output_true': '1', 'topic': 'a', 'human_score': 1},
            {'query': 'two', 'output_true': '2', 'topic': 'a', 'human_score': 0},
            {'query': 'three', 'output_true': '3', 'topic': 'b', 'human_score': 1},
            {'query': 'four', 'output_true': '4', 'topic': 'b', 'human_score': 'unsure'},
            {'query': 'five', 'output_true': '5', 'topic': 'c', 'human_score': null},
            {'query': 'six', 'output_true': '6', 'topic': 'c', 'human_score': 0}]},
          'metrics': ['judge_exactness', 'judge_notator', 'output_length'],
          'judge_repeats': 3},
        'grid_params': {'model': [
          {'name': 'one', 'base_url': 'http://one.invalid'},
          {'name': 'two', 'base_url': 'http://two.invalid'}]},
        'repeat': 2}}
      """;

  @Test
  void theJudgeIsAskedAsOftenAsTheSetSays(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    int answers = 2 * 2 * 6;
    int judgements = answers * 2 * 3;
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      String spec = bench.spec(SPEC);
      String catalog = bench.everythingTo(endpoint.baseUrl());
      Program.Ended planned = Program.run("plan", "--spec=" + spec, "--endpoints=" + catalog);
      assertThat(planned.out())
          .contains(answers + " answers planned")
          .contains("%d judgements".formatted(judgements));

      Program.Ended ended = bench.run(spec, catalog);
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(endpoint.stats().calls()).isEqualTo(answers + judgements);
      assertThat(endpoint.stats().duplicates()).isZero();

      long calls = endpoint.stats().calls();
      assertThat(bench.run(spec, catalog).code()).isZero();
      assertThat(endpoint.stats().calls()).as("all is kept").isEqualTo(calls);
    }
    assertThat(bench.manifest().at("/counts/expected_observations").asLong())
        .isEqualTo(judgements + answers);
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(
              tables.column(
                  "select distinct judge_repeat from observations"
                      + " where metric = 'judge_notator' order by 1"))
          .containsExactly(0, 1, 2);
      assertThat(
              tables.column(
                  "select max(judge_repeat) from observations where metric = 'output_length'"))
          .containsExactly(0);
      assertThat(tables.column("select distinct cluster from observations order by 1"))
          .containsExactly("a", "b", "c");
      assertThat(
              tables.rows(
                  "select num_line, human_score from observations where metric = 'judge_exactness'"
                      + " and human_score is not null group by all order by all"))
          .containsExactly(List.of(0, 1.0), List.of(1, 0.0), List.of(2, 1.0), List.of(5, 0.0));
      assertThat(
              tables.number(
                  "select count(human_score) from observations where metric = 'output_length'"))
          .isZero();
      assertThat(
              tables.rows(
                  "select metric, count(*), min(pairs), max(pairs) from judge_agreement"
                      + " group by all order by all"))
          .as("4 rows with a number, 2 repeats, 3 words of the judge")
          .containsExactly(
              List.of("judge_exactness", 2L, 24L, 24L), List.of("judge_notator", 2L, 24L, 24L));
      assertThat(
              tables.rows(
                  """
                  select a.pairs from judge_agreement a join (
                    select variant, metric, count(*) as pairs,
                      count(*) filter (score = human_score) / count(*) as equal_share,
                      avg(score) as judge_mean, corr(score, human_score) as pearson
                    from observations where human_score is not null and score is not null
                    group by all) h using (variant, metric)
                  where a.pairs <> h.pairs or abs(a.equal_share - h.equal_share) > 1e-12
                    or abs(a.judge_mean - h.judge_mean) > 1e-12
                    or abs(a.pearson - h.pearson) > 1e-9
                    or a.pairs <> list_sum(a.confusion_count)"""))
          .isEmpty();
      assertThat(tables.number("select min(clusters) from summary")).isEqualTo(3);
      assertThat(tables.number("select max(clusters) from comparisons")).isEqualTo(3);
      assertThat(
              tables.number(
                  "select count(judge_variance) from summary where metric = 'judge_notator'"))
          .isEqualTo(2);
      assertThat(
              tables.number(
                  "select count(judge_variance) from summary where metric = 'output_length'"))
          .isZero();
    }
  }

  @Test
  void theAdviceAimsAtTheWidthThatIsAskedFor(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String catalog = bench.everythingTo("http://127.0.0.1:9");
    String spec =
        bench.spec(
            """
            {'name': 's', 'experiments': [
              {'name': 'a', 'dataset': $ROWS, 'metrics': ['qcm_exactness'],
                'model': {'aliased_name': 'a', 'output': ['A', 'A', 'B', 'A']}},
              {'name': 'b', 'dataset': $ROWS, 'metrics': ['qcm_exactness'],
                'model': {'aliased_name': 'b', 'output': ['A', 'B', 'A', 'B']}}]}
            """
                .replace(
                    "$ROWS",
                    "{'name': 'rows', 'df': {'query': %s, 'output_true': %s}}"
                        .formatted(column("q"), column("A"))));

    assertThat(bench.run(spec, catalog, "--target-width=0.25").code()).isZero();
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.rows("select target_half_width, rows_for_target, advice from comparisons"))
          .as("4·(1.96·0.479/0.25)²")
          .containsExactly(List.of(0.25, 57L, "more_rows"));
    }
    Program.Ended refused = bench.run(spec, catalog, "--target-width=0");
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("--target-width: found 0.0");
  }

  private static String column(String value) {
    return "{'0': '%1$s', '1': '%1$s', '2': '%1$s', '3': '%1$s'}".formatted(value);
  }

  @Test
  void aNumberOfJudgeRepeatsThatMakesNoSenseIsRefused(@TempDir Path folder) {
    Bench bench = new Bench(folder);
    Program.Ended ended =
        bench.run(
            bench.spec(SPEC.replace("'judge_repeats': 3", "'judge_repeats': 0")),
            bench.everythingTo("http://127.0.0.1:9"));

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("judge_repeats").contains("an integer of at least 1");
  }
}
