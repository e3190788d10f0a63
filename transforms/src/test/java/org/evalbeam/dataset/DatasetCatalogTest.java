package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Problem;
import org.junit.jupiter.api.Test;

class DatasetCatalogTest {

  private static DatasetCatalog read(String yaml) throws Exception {
    return DatasetCatalog.read(
        "gs://b/conf/datasets.yaml", MemoryFiles.with("gs://b/conf/datasets.yaml", yaml));
  }

  @Test
  void entriesBecomeDatasets() throws Exception {
    DatasetCatalog catalog =
        read(
            """
            datasets:
              plain:
                path: data/plain.CSV
              full:
                path: /data/full.txt
                format: jsonl
                cluster: topic
                readme: What it is.
                columns_map: {query: question, output_true: answer}
            """);
    assertThat(catalog.names()).containsExactly("full", "plain");
    assertThat(catalog.get("plain"))
        .isEqualTo(
            new Dataset("plain", null, "gs://b/conf/data/plain.CSV", Format.CSV, Map.of(), null));
    assertThat(catalog.get("full"))
        .isEqualTo(
            new Dataset(
                "full",
                "What it is.",
                "/data/full.txt",
                Format.JSONL,
                Map.of("query", "question", "output_true", "answer"),
                "topic"));
  }

  /** The page that explains the catalog shows one that can be read. */
  @Test
  void theCatalogOfTheDocsIsSound() throws Exception {
    String page =
        Files.readString(Path.of(System.getProperty("evalbeam.home", ".."), "docs", "datasets.md"));
    Matcher shown = Pattern.compile("(?s)```yaml\n(datasets:.*?)```").matcher(page);
    assertThat(shown.find()).isTrue();
    assertThat(read(shown.group(1)).get("my_questions"))
        .isEqualTo(
            new Dataset(
                "my_questions",
                "where it comes from",
                "gs://b/conf/data/questions-*.parquet",
                Format.PARQUET,
                Map.of("query", "question", "output_true", "answer"),
                "topic"));
  }

  @Test
  void allErrorsAreToldAtOnceWithTheirPaths() {
    InvalidSpecException e =
        catchThrowableOfType(
            InvalidSpecException.class,
            () ->
                read(
                    """
                    sets: {}
                    datasets:
                      typo:
                        path: a.csv
                        colums_map: {query: q}
                      no path:
                        readme: x
                      number:
                        path: 5
                        cluster: " "
                        readme:
                      ending:
                        path: a.xlsx
                      format:
                        path: a.csv
                        format: tsv
                      map:
                        path: a.jsonl
                        columns_map: {query: [q]}
                      maps:
                        path: a.jsonl
                        columns_map: query
                      text: a.csv
                      sound:
                        path: b.csv
                    """));
    assertThat(e.file()).isEqualTo("gs://b/conf/datasets.yaml");
    assertThat(e.problems())
        .containsExactly(
            new Problem("$.sets", "unknown field \"sets\"; allowed: datasets"),
            new Problem(
                "$.datasets.typo.colums_map",
                "unknown field \"colums_map\" (nearest: \"columns_map\"); allowed: path, format,"
                    + " columns_map, cluster, readme"),
            new Problem("$.datasets['no path'].path", "missing, must be a text that is not blank"),
            new Problem("$.datasets.number.path", "found 5, must be a text that is not blank"),
            new Problem(
                "$.datasets.number.cluster", "found \" \", must be a text that is not blank"),
            new Problem(
                "$.datasets.ending.path",
                "found \"a.xlsx\", must end in .csv, .jsonl, .ndjson, .json (each of"
                    + " these also with .gz or .zst behind it) or .parquet where there is no \"format\""),
            new Problem(
                "$.datasets.format.format", "found \"tsv\", must be csv, jsonl, json or parquet"),
            new Problem(
                "$.datasets.map.columns_map.query",
                "found a list of 1, must be the name of a column"),
            new Problem("$.datasets.maps.columns_map", "found \"query\", must be an object"),
            new Problem("$.datasets.text", "found \"a.csv\", must be an object"));
  }

  @Test
  void doubledKeysAreAnError() {
    assertThatThrownBy(() -> read("datasets:\n  a:\n    path: a.csv\n  a:\n    path: b.csv\n"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("$: not YAML at line 4, column 4: Duplicate field 'a'");
  }

  @Test
  void textThatIsNoCatalogIsAnError() {
    assertThatThrownBy(() -> read("datasets: [\n"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageStartingWith("gs://b/conf/datasets.yaml: $: not YAML at line 2, column 1: ");
    assertThatThrownBy(() -> read("a text"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("$: found \"a text\", must be an object with datasets");
    assertThatThrownBy(() -> read("datasets:\n"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("$.datasets: missing, must be an object of datasets by their names");
  }

  @Test
  void anUnknownNameTellsTheKnownOnes() throws Exception {
    DatasetCatalog catalog = read("datasets: {b: {path: b.csv}, a: {path: a.csv}}");
    assertThatThrownBy(() -> catalog.get("c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no dataset `c`; there are a, b");
  }

  @Test
  void aMissingCatalogIsAnIoError() {
    assertThatThrownBy(() -> DatasetCatalog.read("x.yaml", new MemoryFiles()))
        .isInstanceOf(FileNotFoundException.class);
  }
}
