package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.evalbeam.data.Row;
import org.evalbeam.spec.tree.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are compressed, and datasets of many files. */
class PackedFilesTest {

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  static Stream<UnaryOperator<byte[]>> packers() {
    return Stream.of(PackedFilesTest::gzip, Zstd::compress);
  }

  @ParameterizedTest
  @MethodSource("packers")
  void packedFilesAreReadAsWhatTheyHoldWhateverTheirNames(UnaryOperator<byte[]> packer)
      throws IOException {
    byte[] first = "query\na\n".repeat(1).getBytes(StandardCharsets.UTF_8);
    byte[] second = "b\nc\n".getBytes(StandardCharsets.UTF_8);
    byte[] packed = joined(packer.apply(first), packer.apply(second));
    for (String name : List.of("d.csv.gz", "d.CSV.zst", "d.csv")) {
      Dataset dataset = MemoryFiles.dataset(name, Map.of(), null);
      assertThat(MemoryFiles.rows(dataset, MemoryFiles.with(name, packed)))
          .as("several members behind each other, as %s", name)
          .extracting(row -> row.columns().get(Row.QUERY))
          .containsExactly("a", "b", "c");
    }
  }

  @ParameterizedTest
  @MethodSource("packers")
  void whatEndsTooEarlyIsNeverTakenForWhole(UnaryOperator<byte[]> packer) {
    byte[] content = "query\n".concat("some text\n".repeat(50)).getBytes(StandardCharsets.UTF_8);
    byte[] packed = packer.apply(content);
    Dataset dataset = MemoryFiles.dataset("d.csv.gz", Map.of(), null);
    for (int length = 5; length < packed.length; length++) {
      assertThat(
              DatasetShapes.of(dataset, MemoryFiles.with("d.csv.gz", Arrays.copyOf(packed, length)))
                  .problems())
          .as("the first %d of %d bytes", length, packed.length)
          .singleElement()
          .satisfies(
              problem ->
                  assertThat(problem.message()).startsWith("d.csv.gz").doesNotContain("null"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv, CSV",
    "a.b/c.JSONL, JSONL",
    "a.ndjson, JSONL",
    "a.json, JSON",
    "a.parquet, PARQUET",
    "a.csv.gz, CSV",
    "a.jsonl.zst, JSONL",
    "a.json.gzip, JSON",
    "a.csv.zstd, CSV",
    "a.parquet.gz,",
    "a.gz,",
    "csv,",
    "a.xlsx,",
  })
  void theEndingTellsTheFormat(String path, Format format) {
    assertThat(Format.ofPath(path).orElse(null)).isEqualTo(format);
  }

  @Test
  void filesThatAPatternMeansAreNumberedInTheOrderOfTheirNames() throws IOException {
    MemoryFiles files =
        MemoryFiles.with("d/part-2.csv", "query\nd\n")
            .and("d/part-10.csv", "query,topic\nb,x\nc,y\n")
            .and("d/part-1.csv", "query\na\n")
            .and("d/other.csv", "query\nz\n");
    Dataset dataset = MemoryFiles.dataset("d/part-*.csv", Map.of(), null);

    List<Row> rows = MemoryFiles.rows(dataset, files);

    assertThat(rows).extracting(Row::numLine).containsExactly(0, 1, 2, 3);
    assertThat(rows)
        .extracting(row -> row.columns().get(Row.QUERY))
        .containsExactly("a", "b", "c", "d");
    assertThat(rows.get(3).columns()).as("a column that its file lacks").doesNotContainKey("topic");
    assertThat(DatasetShapes.of(dataset, files).columns())
        .containsExactlyInAnyOrder("query", "topic");
  }

  @Test
  void aRowThatIsWrongNamesItsOwnFile() {
    MemoryFiles files = MemoryFiles.with("d/a.jsonl", "{}\n").and("d/b.jsonl", "{}\n[]\n");
    assertThat(DatasetShapes.of(MemoryFiles.dataset("d/*.jsonl", Map.of(), null), files).problems())
        .containsExactly(new Problem(".path", "d/b.jsonl, line 2: not a JSON object but an array"));
  }

  @Test
  void aPatternThatMeansNoFileIsAProblem() {
    assertThat(
            DatasetShapes.of(MemoryFiles.dataset("d/*.csv", Map.of(), null), new MemoryFiles())
                .problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("no file matches d/*.csv"));
  }
}
