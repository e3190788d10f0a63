package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.Row;
import org.evalbeam.spec.tree.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet files that another program wrote. */
class ParquetTest {

  private static final FileOpener DISK = new DiskFiles();

  private final Path folder;

  ParquetTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Dataset written(String select, String options) throws SQLException {
    String file = folder.resolve("d.parquet").toString();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("copy (" + select + ") to '" + file + "' (format parquet" + options + ")");
    }
    return MemoryFiles.dataset(file, Map.of(), null);
  }

  private @Nullable String value(String expression) throws SQLException, IOException {
    List<Row> rows = MemoryFiles.rows(written("select " + expression + " as v", ""), DISK);
    assertThat(rows).hasSize(1);
    return rows.get(0).columns().get("v");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'05 é 日'                                 | 05 é 日",
        "''                                       | ``",
        "null::varchar                            |",
        "true                                     | true",
        "7::tinyint                               | 7",
        "-7::integer                              | -7",
        "9223372036854775807::bigint              | 9223372036854775807",
        "200::utinyint                            | 200",
        "4294967295::uinteger                     | 4294967295",
        "18446744073709551615::ubigint            | 18446744073709551615",
        "0.1::float                               | 0.1",
        "0.1::double                              | 0.1",
        "'nan'::double                            |",
        "'-inf'::float                            | -Infinity",
        "1.10::decimal(4,2)                       | 1.10",
        "-0.05::decimal(18,2)                     | -0.05",
        "123456789012345678901234.50::decimal(38,2) | 123456789012345678901234.50",
        "date '2024-02-29'                        | 2024-02-29",
        "time '23:59:59.5'                        | 23:59:59.500",
        "timestamp '2024-02-29 12:00:00.123456'   | 2024-02-29T12:00:00.123456",
        "timestamp_ns '2024-02-29 12:00:00.123456789' | 2024-02-29T12:00:00.123456789",
        "timestamp_ms '1969-12-31 23:59:59.999'   | 1969-12-31T23:59:59.999",
        "timestamptz '2024-02-29 12:00:00+02'     | 2024-02-29T10:00:00Z",
        "uuid '00112233-4455-6677-8899-aabbccddeeff' | 00112233-4455-6677-8899-aabbccddeeff",
        "'\\x00\\xFF'::blob                       | AP8=",
        "['a', null, 'b']                         | [\"a\",null,\"b\"]",
        "[]::varchar[]                            | []",
        "null::varchar[]                          |",
        "[[1, 2], [], null]                       | [[1,2],[],null]",
        "{'role': 'user', 'n': 1.5::double}       | {\"role\":\"user\",\"n\":1.5}",
        "[{'bytes': '\\xFF'::blob, 'path': null::varchar}] | [{\"bytes\":\"/w==\",\"path\":null}]",
        "map {'k': [1], 'l': null}                | {\"k\":[1],\"l\":null}",
        "[date '2024-02-29']                      | [\"2024-02-29\"]",
      })
  void valuesBecomeText(String expression, @Nullable String text) throws Exception {
    assertThat(value(expression)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
  void everyRowOfEveryRowGroupIsReadInOrder(String codec) throws Exception {
    Dataset dataset =
        written(
            "select 'q' || i as query, i % 3 as \"a column\" from range(5000) t(i)",
            ", row_group_size 2048, codec '" + codec + "'");

    List<Row> rows = MemoryFiles.rows(dataset, DISK);

    assertThat(rows).hasSize(5000);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i))
          .isEqualTo(new Row("set", i, 0, null, Map.of("query", "q" + i, "a column", "" + i % 3)));
    }
    assertThat(DatasetShapes.of(dataset, DISK).rows()).isEqualTo(5000);
  }

  @Test
  void theColumnsOfAnIndexAreNone() throws Exception {
    Dataset dataset = written("select 'a' as query, 7 as __index_level_0__", "");
    assertThat(DatasetShapes.of(dataset, DISK).columns()).containsExactly("query");
    assertThat(MemoryFiles.rows(dataset, DISK).get(0).columns()).isEqualTo(Map.of("query", "a"));
  }

  @Test
  void severalFilesAreOneDataset() throws Exception {
    written("select 'b' as query", "");
    Files.move(folder.resolve("d.parquet"), folder.resolve("train-1.parquet"));
    written("select 'a' as query", "");
    Files.move(folder.resolve("d.parquet"), folder.resolve("train-0.parquet"));
    Dataset all = MemoryFiles.dataset(folder + "/train-*.parquet", Map.of(), null);
    assertThat(MemoryFiles.rows(all, DISK))
        .extracting(row -> row.columns().get("query"))
        .containsExactly("a", "b");
  }

  @Test
  void aFileOfAnotherFormatIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("d.parquet"), "query\nWhat is this file?\n");
    Dataset dataset = MemoryFiles.dataset(file.toString(), Map.of(), null);
    assertThat(DatasetShapes.of(dataset, DISK).problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .isEqualTo(file + ": no Parquet file, or one that is damaged, cut off or encrypted");
  }

  @Test
  void whatIsLeftOfAFileIsToldByItsName() throws Exception {
    Dataset dataset = written("select 'a' as query", "");
    Path file = Path.of(dataset.path());
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 4, whole.length - 4}) {
      byte[] left = Arrays.copyOf(whole, length);
      Files.write(file, left);
      assertThat(DatasetShapes.of(dataset, DISK).problems())
          .extracting(Problem::message)
          .as("the first %d bytes", length)
          .containsExactly(
              file + ": no Parquet file, or one that is damaged, cut off or encrypted");
    }
    // The length of the footer, which stands before the last four bytes.
    whole[whole.length - 5] = 0x7f;
    Files.write(file, whole);
    assertThat(DatasetShapes.of(dataset, DISK).problems())
        .extracting(Problem::message)
        .containsExactly(file + ": no Parquet file, or one that is damaged, cut off or encrypted");
  }

  @Test
  void damageIsToldWithItsRowGroup() throws Exception {
    Dataset dataset =
        written(
            "select md5(i::varchar) as query from range(5000) t(i)",
            ", row_group_size 2048, codec 'gzip'");
    byte[] content = Files.readAllBytes(Path.of(dataset.path()));
    for (int i = content.length / 2; i < content.length / 2 + 40; i++) {
      content[i] = 0;
    }
    Files.write(Path.of(dataset.path()), content);
    assertThat(DatasetShapes.of(dataset, DISK).problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .startsWith(dataset.path() + ", row group 2");
  }
}
