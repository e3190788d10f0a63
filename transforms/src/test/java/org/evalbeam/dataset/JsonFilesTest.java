package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.evalbeam.data.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files as pandas 2 writes them: {@code pd.DataFrame({"query": ["Why?", "é"], "n": [1.10, None],
 * "l": [[1, "a"], {"k": None}]}).to_json(f, orient=...)}.
 */
class JsonFilesTest {

  private static final Dataset JSON = MemoryFiles.dataset("data.json", Map.of(), null);

  private static List<Row> rows(String content) throws IOException {
    return MemoryFiles.rows(JSON, content);
  }

  private static Map<String, @Nullable String> columns(
      @Nullable String query, @Nullable String n, @Nullable String l) {
    Map<String, @Nullable String> columns = new HashMap<>();
    columns.put("query", query);
    columns.put("n", n);
    columns.put("l", l);
    return columns;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // records, indented
        """
        [
          {"query": "Why?", "n": 1.10, "l": [1, "a"]},
          {"query": "\u00e9", "n": null, "l": {"k": null}}
        ]
        """,
        // columns
        "{\"query\":{\"0\":\"Why?\",\"1\":\"\u00e9\"},\"n\":{\"0\":1.10,\"1\":null},"
            + "\"l\":{\"0\":[1,\"a\"],\"1\":{\"k\":null}}}",
        // index
        "{\"0\":{\"query\":\"Why?\",\"n\":1.10,\"l\":[1,\"a\"]},"
            + "\"1\":{\"query\":\"\u00e9\",\"n\":null,\"l\":{\"k\":null}}}",
        // split
        "{\"columns\":[\"query\",\"n\",\"l\"],\"index\":[0,1],"
            + "\"data\":[[\"Why?\",1.10,[1,\"a\"]],[\"\u00e9\",null,{\"k\":null}]]}",
        // split, its fields in another order
        "{\"data\":[[\"Why?\",1.10,[1,\"a\"]],[\"\u00e9\",null,{\"k\":null}]],"
            + "\"columns\":[\"query\",\"n\",\"l\"]}",
        // table
        "{\"schema\":{\"fields\":[{\"name\":\"index\",\"type\":\"integer\"},"
            + "{\"name\":\"query\",\"type\":\"string\"}],\"primaryKey\":[\"index\"],"
            + "\"pandas_version\":\"1.4.0\"},"
            + "\"data\":[{\"index\":0,\"query\":\"Why?\",\"n\":1.10,\"l\":[1,\"a\"]},"
            + "{\"index\":1,\"query\":\"\u00e9\",\"n\":null,\"l\":{\"k\":null}}]}",
      })
  void everyFormThatNamesItsColumnsGivesTheSameRows(String content) throws IOException {
    assertThat(rows(content))
        .containsExactly(
            new Row("set", 0, 0, null, columns("Why?", "1.10", "[1,\"a\"]")),
            new Row("set", 1, 0, null, columns("\u00e9", null, "{\"k\":null}")));
    assertThat(DatasetShapes.of(JSON, MemoryFiles.with("data.json", content)).columns())
        .containsExactlyInAnyOrder("query", "n", "l");
  }

  @Test
  void rowsByIndexStandInItsOrder() throws IOException {
    assertThat(rows("{\"10\":{\"q\":\"c\"},\"9\":{\"q\":\"b\"},\"-1\":{\"q\":\"a\"}}"))
        .extracting(row -> row.columns().get("q"))
        .containsExactly("a", "b", "c");
  }

  @Test
  void columnsThatAreNamedAsTheFieldsOfOtherFormsStayColumns() throws IOException {
    assertThat(rows("{\"columns\":{\"a\":\"x\"},\"data\":{\"a\":\"y\"},\"schema\":{\"a\":\"z\"}}"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.columns())
                    .isEqualTo(Map.of("columns", "x", "data", "y", "schema", "z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[[1, 2]]                 | $[0]: found a list of 2, must be an object: lists of values",
        "[{\"q\": 1}, 5]          | $[1]: found 5, must be an object",
        "[{\"q\": 1}, {\"q\": [\"\\udc00\"]}] | $[1].q[0]: found half of a character",
        "{\"q\": {\"0\": \"\\ud800\"}} | $.q['0']: found half of a character",
        "{\"columns\": [\"q\"], \"data\": [[\"\\ud800\"]]} | $.data[0][0]: found half of a character",
        "[{\"q\": 1}] []          | $: more than one JSON value; one object a line is the format jsonl",
        "{\"q\":\"a\"} {\"q\":\"b\"} | $: more than one JSON value",
        "{\"q\": {\"0\": 1}, \"r\": {\"1\": 2}} | $.r: has 1 rows, column `q` has 1: it lacks row `0`",
        "{\"q\": \"a\"}           | $.q: found \"a\", must be an object of row index to value",
        "{\"columns\":[\"a\"],\"data\":[[1],[1,2]]} | $.data[1]: found a list of 2, must be a list of 1",
        "{\"columns\":[\"a\",\"a\"],\"data\":[]} | $.columns: two columns are named `a`",
        "{\"columns\":[[\"a\"]],\"data\":[]} | $.columns[0]: found a list of 1, must be the name of a column",
        "5                        | $: found 5, must be an object of columns",
        "`[{\"q\": 1,\n \"q\": 2}]` | line 2: not valid JSON: Duplicate field 'q'",
        "[{\"q\": 1}, {            | line 1: not valid JSON: Unexpected end-of-input",
      })
  void whatIsNoFrameIsToldWithItsPlace(String content, String problem) {
    assertThat(
            DatasetShapes.of(JSON, MemoryFiles.with("data.json", content.replace("\\n", "\n")))
                .problems())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.path()).isEqualTo(".path");
              assertThat(found.message()).startsWith("data.json, " + problem);
            });
  }

  /** No more of the file is taken than the row and what buffers hold. */
  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"columns\":[\"query\"],\"index\":[0],\"data\":["})
  void rowsAreReadOneByOneWhereTheFormAllowsIt(String head) throws IOException {
    int count = 300;
    String text = "\"" + "x".repeat(50_000) + "\"";
    String row = head.equals("[") ? "{\"query\":" + text + "}" : "[" + text + "]";
    AtomicInteger taken = new AtomicInteger();
    FileOpener files = repeated(head, row, count, head.equals("[") ? "]" : "]}", taken);

    int read = 0;
    try (RowReader reader = RowReader.open(JSON, files)) {
      for (; reader.hasNext(); read++) {
        assertThat(reader.next().columns().get("query")).hasSize(50_000);
        assertThat(taken.get() - read).isLessThan(10);
      }
    }

    assertThat(read).isEqualTo(count);
  }

  @Test
  void aDamagedRowDoesNotHideThoseBeforeIt() throws IOException {
    FileOpener files = MemoryFiles.with("data.json", "[{\"query\":\"a\"},7]");
    try (RowReader reader = RowReader.open(JSON, files)) {
      assertThat(reader.next().columns()).containsEntry("query", "a");
      assertThatThrownBy(reader::hasNext).hasMessageContaining("data.json, $[1]: found 7");
    }
  }

  /** A file that is never whole in memory. */
  private static FileOpener repeated(
      String head, String row, int count, String end, AtomicInteger taken) {
    return new StreamFiles(
        () ->
            new Pieces(
                Stream.concat(
                        Stream.of(head, row),
                        Stream.concat(
                            Stream.generate(() -> "," + row).limit(count - 1L), Stream.of(end)))
                    .peek(piece -> taken.incrementAndGet())
                    .iterator()));
  }

  /** The bytes of one text after the other. */
  private static final class Pieces extends InputStream {

    private final Iterator<String> pieces;
    private ByteBuffer current = ByteBuffer.allocate(0);

    Pieces(Iterator<String> pieces) {
      this.pieces = pieces;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      while (!current.hasRemaining()) {
        if (!pieces.hasNext()) {
          return -1;
        }
        current = StandardCharsets.UTF_8.encode(pieces.next());
      }
      int count = Math.min(length, current.remaining());
      current.get(target, offset, count);
      return count;
    }
  }
}
