package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.Row;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.dataset.Dataset;
import org.evalbeam.dataset.Format;
import org.evalbeam.dataset.MalformedDatasetException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files into rows, with the answers that stand beside them. */
class ReadDatasetsTest {

  private final Path folder;

  ReadDatasetsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void rowsAreNumberedAndKeepTheirText() throws IOException {
    DatasetSource source = csv("d", "query,output_true", "one?,05", "\"two,\ntwo?\",");

    assertThat(read(List.of(source), null))
        .containsExactlyInAnyOrder(
            plain("d", 0, Records.columns("query", "one?", "output_true", "05")),
            plain("d", 1, Records.columns("query", "two,\ntwo?", "output_true", "")));
  }

  @Test
  void severalDatasetsAreReadApart() throws IOException {
    DatasetSource some = csv("some", "query", "same?", "other?");
    DatasetSource others = csv("others", "query", "same?");

    assertThat(read(List.of(some, others), null))
        .extracting(read -> read.row().dataset() + " " + read.row().numLine())
        .containsExactlyInAnyOrder("some 0", "some 1", "others 0");
  }

  @Test
  void theLimitHoldsForEachDataset() throws IOException {
    DatasetSource longer = csv("longer", "query", "a", "b", "c");
    DatasetSource shorter = csv("shorter", "query", "a");

    assertThat(read(List.of(longer, shorter), 2))
        .extracting(read -> read.row().dataset() + " " + read.row().numLine())
        .containsExactlyInAnyOrder("longer 0", "longer 1", "shorter 0");
    assertThat(read(List.of(longer, shorter), 0)).isEmpty();
  }

  @Test
  void whatLiesBeyondTheLimitIsNotRead() throws IOException {
    DatasetSource source = csv("d", "query", "a", "too,many,fields");

    assertThat(read(List.of(source), 1)).hasSize(1);
  }

  @Test
  void suppliedAnswersGoToTheirRows() throws IOException {
    SuppliedOutput full =
        new SuppliedOutput(
            "out\n", "thought", 1.5, 3L, 4L, 0L, List.of("given"), List.of("found", ""));
    DatasetSource source = csv("d", "query", "a", "b", "c", "d");

    List<DatasetRow> rows =
        read(
            List.of(
                supplying(
                    source,
                    Map.of(
                        1, Map.of("v1", full, "v2", Records.supplied(null)),
                        3, Map.of("v2", Records.supplied("last"))))),
            null);

    assertThat(rows)
        .extracting(read -> read.row().numLine(), DatasetRow::supplied)
        .containsExactlyInAnyOrder(
            tuple(0, Map.of()),
            tuple(1, Map.of("v1", full, "v2", Records.supplied(null))),
            tuple(2, Map.of()),
            tuple(3, Map.of("v2", Records.supplied("last"))));
  }

  @Test
  void rowsBeyondTheLastSuppliedAnswerHaveNone() throws IOException {
    DatasetSource source = csv("d", "query", "a", "b");

    assertThat(read(List.of(supplying(source, Map.of())), null))
        .allSatisfy(read -> assertThat(read.supplied()).isEmpty())
        .hasSize(2);
  }

  @Test
  void aMalformedLineFailsTheRunAndIsNamed() throws IOException {
    DatasetSource source = csv("d", "query,output_true", "fine,1", "too,many,fields");

    assertThatThrownBy(() -> read(List.of(source), null))
        .hasRootCauseInstanceOf(MalformedDatasetException.class)
        .rootCause()
        .hasMessageContaining("d.csv, line 3")
        .hasMessageContaining("3 fields");
  }

  @Test
  void aFileThatIsGoneFailsTheRunAndIsNamed() {
    assertThatThrownBy(() -> read(List.of(source("gone", folder.resolve("gone.csv"), null)), null))
        .hasRootCauseInstanceOf(FileNotFoundException.class)
        .rootCause()
        .hasMessageContaining("gone.csv");
  }

  private static List<DatasetRow> read(List<DatasetSource> sources, @Nullable Integer limit) {
    return TestPipelines.outputOfBatches(
        pipeline -> pipeline.apply(ReadDatasets.from(sources, limit)));
  }

  private static DatasetRow plain(
      String dataset, int numLine, Map<String, @Nullable String> columns) {
    return new DatasetRow(new Row(dataset, numLine, 0, null, columns), Map.of());
  }

  private DatasetSource csv(String name, String... lines) throws IOException {
    Path file = folder.resolve(name + ".csv");
    Files.write(file, Arrays.asList(lines));
    return source(name, file, null);
  }

  private DatasetSource supplying(
      DatasetSource source, Map<Integer, Map<String, SuppliedOutput>> outputs) throws IOException {
    Path file = folder.resolve(source.dataset().name() + ".outputs");
    try (OutputStream stream = Files.newOutputStream(file)) {
      SuppliedOutputs.write(new TreeMap<>(outputs), stream);
    }
    return new DatasetSource(source.dataset(), file.toString());
  }

  private static DatasetSource source(String name, Path file, @Nullable String supplied) {
    return new DatasetSource(
        new Dataset(name, null, file.toString(), Format.CSV, Map.of(), null), supplied);
  }
}
