package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.FileNotFoundException;
import java.util.Map;
import org.evalbeam.spec.InvalidSpecException;
import org.evalbeam.spec.Problem;
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
            new Problem("$.sets", "unknown field; did you mean `datasets`? Allowed are datasets"),
            new Problem(
                "$.datasets.typo.colums_map",
                "unknown field; did you mean `columns_map`? Allowed are"
                    + " cluster, columns_map, format, path, readme"),
            new Problem("$.datasets['no path'].path", "missing; the dataset's file"),
            new Problem("$.datasets.number.path", "expected text, found a number"),
            new Problem("$.datasets.number.readme", "expected text, found nothing"),
            new Problem("$.datasets.number.cluster", "expected text, found blank text"),
            new Problem(
                "$.datasets.ending.path",
                "`a.xlsx` does not end in .csv, .jsonl or .ndjson; name its `format`"),
            new Problem("$.datasets.format.format", "`tsv`; allowed are csv, jsonl"),
            new Problem("$.datasets.map.columns_map.query", "expected text, found a list"),
            new Problem("$.datasets.maps.columns_map", "expected an object, found text"),
            new Problem("$.datasets.text", "expected an object, found text"));
  }

  @Test
  void doubledKeysAreAnError() {
    assertThatThrownBy(() -> read("datasets:\n  a:\n    path: a.csv\n  a:\n    path: b.csv\n"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("line 4")
        .hasMessageContaining("Duplicate field 'a'");
  }

  @Test
  void textThatIsNoYamlIsAnError() {
    assertThatThrownBy(() -> read("datasets: [\n"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageStartingWith("gs://b/conf/datasets.yaml: $: line ")
        .hasMessageContaining("expected the node content");
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("$: expected an object, found nothing");
    assertThatThrownBy(() -> read("datasets:\n"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("$.datasets: expected an object, found nothing");
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
