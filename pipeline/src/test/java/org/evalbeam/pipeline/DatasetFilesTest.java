package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets in all formats, in a run and as the command shows them. */
class DatasetFilesTest {

  /** The same ten rows in five forms. */
  private static Bench bench(Path folder) throws Exception {
    Bench bench = new Bench(folder);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      for (int part = 0; part < 2; part++) {
        statement.execute(
            """
            copy (select 'What is ' || i || '?' as question, i::varchar as output_true,
              ['a', 'b'] as retrieval_context from range(%d, %d) t(i))
            to '%s' (format parquet)
            """
                .formatted(5 * part, 5 * part + 5, folder.resolve("p-" + part + ".parquet")));
      }
    }
    StringBuilder lines = new StringBuilder();
    StringBuilder split = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      lines.append("{\"question\": \"What is %1$d?\", \"output_true\": \"%1$d\"}\n".formatted(i));
      split.append(i == 0 ? "" : ",").append("[\"What is %1$d?\",\"%1$d\"]".formatted(i));
    }
    Files.write(
        folder.resolve("l.jsonl.zst"),
        Zstd.compress(lines.toString().getBytes(StandardCharsets.UTF_8)));
    bench.write("s.json", "{\"columns\":[\"question\",\"output_true\"],\"data\":[" + split + "]}");
    bench.write("bad.json", "{\"columns\":[\"question\"],\"data\":[[1],[2,3]]}");
    bench.write(
        "datasets.yaml",
        """
        datasets:
          parquet: {path: p-*.parquet, columns_map: {query: question}, readme: "In two parts."}
          lines: {path: l.jsonl.zst, columns_map: {query: question}, cluster: output_true}
          split: {path: s.json, columns_map: {query: question}}
        """);
    return bench;
  }

  private static String catalog(Bench bench) {
    return "--datasets=" + bench.folder().resolve("datasets.yaml");
  }

  private static final String SET =
      """
      {'name': 'formats', 'cv': {'common_params': {'metrics': ['output_length'],
        'model': {'name': 'm', 'base_url': 'http://one.invalid'}},
        'grid_params': {'dataset': ['parquet', 'lines', 'split']}}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--runner=FlinkRunner"})
  void everyFormatGivesTheSameRowsOnEveryRunner(String runner, @TempDir Path folder)
      throws Exception {
    Bench bench = bench(folder);
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      Program.Ended ended = bench.run(bench.spec(SET), endpoint, catalog(bench), runner);
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(endpoint.stats().calls()).as("equal rows ask once").isEqualTo(10);
    }
    List<List<@Nullable Object>> parquet = answers(bench, "parquet");
    assertThat(parquet).hasSize(10);
    assertThat(parquet.get(9)).startsWith(9, "What is 9?");
    assertThat(answers(bench, "lines")).isEqualTo(parquet);
    assertThat(answers(bench, "split")).isEqualTo(parquet);
    assertThat(bench.manifest().at("/datasets/parquet/files").asInt()).isEqualTo(2);
    assertThat(bench.manifest().at("/datasets/parquet/sha256").asText()).hasSize(64);
  }

  private static List<List<@Nullable Object>> answers(Bench bench, String dataset)
      throws SQLException {
    try (DuckDb tables = DuckDb.open(bench.output())) {
      return tables.rows(
          "select num_line, query, call_id, answer from answers where dataset = '%s' order by 1"
              .formatted(dataset));
    }
  }

  @Test
  void theListTellsSizesAndColumns(@TempDir Path folder) throws Exception {
    Bench bench = bench(folder);
    Program.Ended ended = Program.run("datasets", catalog(bench));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "dataset rows columns",
            "lines 10 query, output_true",
            "parquet 10 query, output_true, retrieval_context",
            "split 10 query, output_true");
  }

  @Test
  void oneDatasetIsShownWithItsFirstRow(@TempDir Path folder) throws Exception {
    Bench bench = bench(folder);
    Program.Ended ended = Program.run("datasets", "parquet", catalog(bench));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "parquet: 10 rows",
            folder + "/p-*.parquet (parquet, 2 files)",
            "In two parts.",
            "",
            "column rows with it null or blank",
            "query 10 0",
            "output_true 10 0",
            "retrieval_context 10 0",
            "",
            "first row:",
            " query: What is 0?",
            " output_true: 0",
            " retrieval_context: [\"a\",\"b\"]");
  }

  @Test
  void aFileNeedsNoCatalog(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String file = bench.write("mine.csv", "query,note\na\u001b[31m,\n" + "b".repeat(300) + ",x\n");
    Program.Ended ended = Program.run("datasets", file);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains(file + ": 2 rows", "  query: a [31m").doesNotContain("\u001b");
    assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " "))).contains("note 1 1");
  }

  @Test
  void whatCannotBeReadTellsItsPlace(@TempDir Path folder) throws Exception {
    Bench bench = bench(folder);
    String bad = folder.resolve("bad.json").toString();
    Program.Ended shown = Program.run("datasets", bad);
    assertThat(shown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shown.err())
        .contains(bad + ", $.data[1]: found a list of 2, must be a list of 1, one value for each");

    bench.write("datasets.yaml", "datasets: {bad: {path: bad.json}, good: {path: s.json}}");
    Program.Ended listed = Program.run("datasets", catalog(bench));
    assertThat(listed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(listed.err()).contains("bad: " + bad + ", $.data[1]: found a list of 2");
    assertThat(listed.out()).contains("good");

    Program.Ended unknown = Program.run("datasets", "goood", catalog(bench));
    assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("no dataset `goood` in the catalog; there are bad, good");
  }

  @Test
  void whatIsWrongWithADatasetOfTheCatalogIsToldAtItsPlaceThere(@TempDir Path folder) {
    Bench bench = new Bench(folder);
    Path some = folder.resolve("some.jsonl");
    bench.write("empty.jsonl", "");
    bench.write("some.csv", "q\na\n");
    some.toFile().mkdir();
    String file =
        bench.write(
            "datasets.yaml",
            """
            datasets:
              empty: {path: empty.jsonl}
              glob: {path: "none-*.csv"}
              mapped: {path: some.csv, columns_map: {query: question}}
              folder: {path: some.jsonl}
              gone: {path: gone.csv}
            """);
    String set =
        """
        {'name': 'wrong', 'cv': {'common_params': {'metrics': ['output_length'],
          'model': {'name': 'm', 'base_url': 'http://one.invalid'}},
          'grid_params': {'dataset': ['empty', 'glob', 'mapped', 'folder', 'gone']}}}
        """;
    String spec = bench.spec(set);
    Program.Ended ended = Program.run("plan", "--spec=" + spec, catalog(bench));

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err().replace(spec + ": $.cv.grid_params.dataset", "").replace(file, "FILE"))
        .doesNotContain("Exception")
        .contains(
            "[0]: FILE: $.datasets.empty.path: " + folder + "/empty.jsonl holds no rows\n",
            "[1]: FILE: $.datasets.glob.path: %1$s/none-*.csv can't be read: no file matches"
                .formatted(folder),
            "[2]: FILE: $.datasets.mapped.columns_map.query: no column `question`; the file has q\n",
            "[3]: FILE: $.datasets.folder.path: %1$s can't be read: it is a folder; a file is"
                    .formatted(some)
                + " allowed, or, for a dataset, a pattern such as "
                + some
                + "/*\n",
            "[4]: FILE: $.datasets.gone.path: " + folder + "/gone.csv can't be read: ");
  }

  @Test
  void aSpecMayBeYaml(@TempDir Path folder) throws Exception {
    Bench bench = bench(folder);
    String spec =
        bench.write(
            "spec.yaml",
            """
            name: formats
            experiments:
              - name: a
                dataset: {name: mine, path: "p-*.parquet", columns_map: {query: question}}
                model: {name: m, base_url: "http://one.invalid"}
                metrics: [output_length]
            """);
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      Program.Ended ended = bench.run(spec, endpoint);
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(endpoint.stats().calls()).isEqualTo(10);
      assertThat(bench.manifest().at("/spec/experiments/0/dataset/path").asText())
          .isEqualTo("p-*.parquet");
    }
  }
}
