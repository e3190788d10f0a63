package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.evalbeam.flow.RecordSchemas;
import org.evalbeam.pipeline.Front.Spoiled;
import org.evalbeam.pipeline.output.Table;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What another program reads from the tables of a run in which much went wrong. */
class DuckDbTest {

  private static final String SPEC =
      """
      {'name': 'mixed', 'cv': {
        'common_params': {
          'dataset': {'name': 'five', 'df': {
            'query': {'0': 'one', '1': 'two', '2': 'three', '3': 'four', '4': 'five'},
            'output_true': {'0': '1', '1': '2', '2': '3', '3': '4', '4': '5'},
            'human_score': {'0': 9, '1': 2, '2': 5, '3': 7, '4': 1}}},
          'metrics': ['judge_notator', 'output_length', 'contextual_relevancy',
            {'name': 'nb_tokens_prompt', 'aliased_name': 'prompt'}],
          'judge_model': {'name': 'gpt-4o-mini', 'base_url': 'http://three.invalid'}},
        'grid_params': {'model': [
          {'name': 'searcher', 'base_url': 'http://one.invalid', 'extra_params': {'rag': {}}},
          {'name': 'other', 'base_url': 'http://two.invalid'}]},
        'repeat': 3}}
      """;

  private static DuckDb tables;
  private static Path output;

  /**
   * A part of the calls fails, told by their ids: the same in every run, since no model's base URL
   * has the port of this one, and different by repeat.
   */
  private static @Nullable Spoiled fault(Front.Asked asked, int call) {
    if (asked.id().charAt(0) < '4') {
      return new Spoiled(400, "{}");
    }
    return asked.model().startsWith("gpt") && asked.id().charAt(0) < '8'
        ? Spoiled.ok("no score")
        : null;
  }

  @BeforeAll
  static void run(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    output = bench.output();
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build());
        Front front = Front.of(endpoint, DuckDbTest::fault)) {
      Program.Ended ended = bench.run(bench.spec(SPEC), bench.everythingTo(front.baseUrl()));
      assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
    }
    tables = DuckDb.open(output);
  }

  @AfterAll
  static void close() throws SQLException {
    tables.close();
  }

  @Test
  void theDataHoldsScoresAndEveryKindOfMissingOne() throws SQLException {
    assertThat(tables.column("select distinct status from observations order by 1"))
        .containsExactly("failed", "not_applicable", "ok", "unparsed");
    assertThat(tables.number("select count(*) from summary where support < 15")).isPositive();
  }

  @Test
  void nestedMeansAndDeviationsOfTheObservationsAreTheSummary() throws SQLException {
    String byHand =
        """
        with by_repeat as (
          select dataset, variant, metric, repeat, avg(score) as mean, count(score) as support,
            count(*) as observed,
            count(*) filter (status = 'failed') as failed,
            count(*) filter (status = 'unparsed') as unparsed,
            count(*) filter (status = 'not_applicable') as not_applicable
          from observations group by all),
        by_hand as (
          select dataset, variant, metric, avg(mean) as mean, stddev_samp(mean) as std,
            var_samp(mean) as variance, count(mean) as repeats, sum(support) as support,
            max(observed) as rows, sum(failed) as failed, sum(unparsed) as unparsed,
            sum(not_applicable) as not_applicable,
            list(mean order by repeat) filter (mean is not null) as repeat_means
          from by_repeat group by all)
        """;
    String near = "(abs(s.%1$s - h.%1$s) <= 1e-12 or (s.%1$s is null and h.%1$s is null))";
    String equal = "s.%1$s = h.%1$s";
    String agrees =
        String.join(
            " and ",
            near.formatted("mean"),
            near.formatted("std"),
            near.formatted("variance"),
            equal.formatted("repeats"),
            equal.formatted("support"),
            equal.formatted("rows"),
            equal.formatted("failed"),
            equal.formatted("unparsed"),
            equal.formatted("not_applicable"),
            "len(s.repeat_means) = coalesce(len(h.repeat_means), 0)");

    assertThat(
            tables.rows(
                byHand
                    + "select s.*, h.* from summary s full join by_hand h"
                    + " using (dataset, variant, metric) where not coalesce("
                    + agrees
                    + ", false)"))
        .isEmpty();
    assertThat(tables.number("select count(*) from summary")).isEqualTo(2 * 4);
  }

  @Test
  void figuresOverRowsOfTheObservationsAreTheSummaryAndTheComparisons() throws SQLException {
    String rows =
        """
        with by_row as (
          select dataset, variant, metric, num_line, avg(score) as q from observations
          group by all having count(score) > 0),
        over_rows as (
          select dataset, variant, metric, avg(q) as row_mean, count(*) as scored_rows,
            case when count(*) > 1 then stddev_samp(q) / sqrt(count(*)) end as standard_error
          from by_row group by all),
        pairs as (
          select a.dataset, a.metric, a.variant as variant_a, b.variant as variant_b, a.num_line,
            a.q - b.q as d
          from by_row a join by_row b using (dataset, metric, num_line)),
        over_pairs as (
          select dataset, metric, variant_a, variant_b, count(*) as rows, avg(d) as difference,
            case when count(*) > 1 then stddev_samp(d) / sqrt(count(*)) end as standard_error
          from pairs group by all)
        """;

    assertThat(
            tables.rows(
                rows
                    + """
                    select * from summary s join over_rows h using (dataset, variant, metric)
                    where s.scored_rows <> h.scored_rows or abs(s.row_mean - h.row_mean) > 1e-12
                      or (s.standard_error is null) <> (h.standard_error is null)
                      or abs(s.standard_error - h.standard_error) > 1e-12"""))
        .isEmpty();
    assertThat(
            tables.rows(
                rows
                    + """
                    select * from comparisons s
                    join over_pairs h using (dataset, metric, variant_a, variant_b)
                    where s.rows <> h.rows or abs(s.difference - h.difference) > 1e-12
                      or abs(s.standard_error - h.standard_error) > 1e-12"""))
        .isEmpty();
    assertThat(tables.number("select count(*) from comparisons")).isEqualTo(4);
    assertThat(tables.number("select count(*) from comparisons where rows > 1")).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "experiments, experiment",
    "experiments, 'dataset, variant, repeat'",
    "answers, 'experiment, num_line'",
    "answers, 'dataset, variant, repeat, num_line'",
    "observations, 'experiment, num_line, metric, judge_repeat'",
    "summary, 'dataset, variant, metric'",
    "comparisons, 'dataset, metric, variant_a, variant_b'",
    "judge_agreement, 'dataset, variant, metric'",
  })
  void keysAreUnique(String table, String key) throws SQLException {
    assertThat(
            tables.rows(
                "select %2$s from %1$s group by %2$s having count(*) > 1".formatted(table, key)))
        .isEmpty();
  }

  @Test
  void listColumnsAreLists() throws SQLException {
    assertThat(
            tables.column(
                "select retrieval_context from answers where retrieval_context is not null"))
        .isNotEmpty()
        .allSatisfy(
            texts ->
                assertThat(texts)
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .isNotEmpty()
                    .allMatch(text -> text instanceof String));
    assertThat(tables.column("select repeat_means from summary where metric = 'output_length'"))
        .isNotEmpty()
        .allSatisfy(
            means ->
                assertThat(means)
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .isNotEmpty()
                    .allMatch(mean -> mean instanceof Double));
  }

  @ParameterizedTest
  @CsvSource({
    "answers, retrieval_context, BYTE_ARRAY",
    "summary, repeat_means, DOUBLE",
    "experiments, sample, INT32",
  })
  void listsHaveThreeLevels(String table, String column, String type) throws SQLException {
    assertThat(
            tables.rows(
                """
                select path_in_schema, type from parquet_metadata('%s/%s/*.parquet')
                where path_in_schema like '%s%%' group by all
                """
                    .formatted(output, table, column)))
        .containsExactly(List.of(column + ", list, element", type));
  }

  @Test
  void everyColumnIsCompressedWithZstd() throws SQLException {
    List<Table<?>> withRows = new ArrayList<>(Table.all());
    // This set compares no answers, and a file without rows has no columns to compress.
    withRows.removeAll(List.of(Table.PREFERENCES, Table.WIN_RATES));
    for (Table<?> table : withRows) {
      assertThat(
              tables.column(
                  "select distinct compression from parquet_metadata('%s/%s/*.parquet')"
                      .formatted(output, table.name())))
          .as(table.name())
          .containsExactly("ZSTD");
    }
  }

  static List<Table<?>> tables() {
    return Table.all();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theFooterTellsWhatEachColumnMeans(Table<?> table) throws Exception {
    Object schema =
        tables
            .column(
                """
                select decode(value) from parquet_kv_metadata('%s/%s/*.parquet')
                where decode(key) = 'parquet.avro.schema'
                """
                    .formatted(output, table.name()))
            .get(0);
    JsonNode fields = new JsonMapper().readTree(String.valueOf(schema)).path("fields");
    List<String> described =
        RecordSchemas.of(table.type()).getFields().stream()
            .map(field -> field.getName() + ": " + field.getDescription())
            .toList();

    assertThat(fields)
        .extracting(field -> field.path("name").asText() + ": " + field.path("doc").asText())
        .containsExactlyElementsOf(described);
    assertThat(described).noneMatch(line -> line.endsWith(": "));
  }
}
