package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonlTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "\"05\"                   | 05",
        "5                        | 5",
        "1.10                     | 1.10",
        "-0.0                     | -0.0",
        "1E+400                   | 1E+400",
        "123456789012345678901234567890 | 123456789012345678901234567890",
        "true                     | true",
        "\"null\"                 | null",
        "\"\\u00e9\\n\"           | `\u00e9\n`",
        "\"\"                     | ``",
        "[1.10, {\"a\":  2}]      | `[1.10, {\"a\":  2}]`",
        "{\"b\": [], \"a\": null} | `{\"b\": [], \"a\": null}`",
      })
  void valuesStandAsTextOrAsTheirCharactersInTheFile(String json, String expected)
      throws IOException {
    String line = "{\"query\": " + json + " , \"z\": 1}\n";
    Row row = MemoryFiles.rows(MemoryFiles.jsonl(), line).get(0);
    assertThat(row.columns()).containsEntry("query", expected).containsEntry("z", "1");
  }

  @Test
  void nullsAndMissingKeysAreNull() throws IOException {
    Dataset dataset = MemoryFiles.dataset("d.jsonl", Map.of("output_true", "answer"), null);
    List<Row> rows =
        MemoryFiles.rows(dataset, "{\"query\":null,\"answer\":\"x\"}\n{\"query\":\"q\"}\n");
    assertThat(rows.get(0).columns()).containsEntry("query", null);
    assertThat(rows.get(1).columns())
        .containsEntry("output_true", null)
        .doesNotContainKey("answer");
  }

  @Test
  void rowNumbersCountRecordsAndNotBlankLines() throws IOException {
    String content = "\uFEFF\n{\"query\":\"a\"}\r\n   \r\n{\"query\":\"b\"}";
    List<Row> rows = MemoryFiles.rows(MemoryFiles.jsonl(), content);
    assertThat(rows).extracting(Row::numLine).containsExactly(0, 1);
    assertThat(rows).extracting(row -> row.columns().get("query")).containsExactly("a", "b");
  }

  @Test
  void nestedValuesFarIntoALongLineKeepTheirCharacters() throws IOException {
    String nested = "[" + "1.50, ".repeat(20_000) + "{\"k\": \"\u00e9\uD83D\uDE00\"}]";
    String text = "y".repeat(2 << 20);
    String line = "{\"query\":\"" + text + "\",\"context\":" + nested + ",\"n\":1.0}\n";
    Row row = MemoryFiles.rows(MemoryFiles.jsonl(), line).get(0);
    assertThat(row.columns().get("query")).isEqualTo(text);
    assertThat(row.columns().get("context")).isEqualTo(nested);
    assertThat(row.columns()).containsEntry("n", "1.0");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[1]                 | not a JSON object but an array",
        "\"x\"               | not a JSON object but a single value",
        "{\"a\":1            | not valid JSON",
        "{\"a\":NaN}         | not valid JSON",
        "{\"a\":1,\"a\":2}   | Duplicate field",
        "{\"a\":{\"b\":1,\"b\":2}} | Duplicate field",
        "{\"a\":1} {\"a\":2} | more than one JSON value",
        "{\"a\":1},          | not valid JSON",
        "hello               | not valid JSON",
      })
  void malformedLinesNameFileAndLine(String line, String problem) {
    assertThatThrownBy(
            () -> MemoryFiles.rows(MemoryFiles.jsonl(), "{\"a\":1}\n\n" + line + "\n{\"a\":3}\n"))
        .hasCauseInstanceOf(MalformedDatasetException.class)
        .cause()
        .hasMessageStartingWith("data.jsonl, line 3: ")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"a\":NaN}       | NaN and infinities are none, must be a number or null",
        "{\"a\":-Infinity} | NaN and infinities are none, must be a number or null",
        "{\"a\":1          | Unexpected end-of-input: expected close marker for Object",
      })
  void theParsersComplaintHasNoLineAndNoSettingsOfItsOwn(String line, String complaint) {
    assertThatThrownBy(() -> MemoryFiles.rows(MemoryFiles.jsonl(), "{\"a\":1}\n" + line + "\n"))
        .cause()
        .hasMessage("data.jsonl, line 2: not valid JSON: " + complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"x\\uDC00y\"}",
        "{\"a\":\"\\ud83d\\ud83d\\ude00\"}",
        "{\"a\":[{\"b\":\"\\ud800\"}]}",
        "{\"\\ud800\":1}",
      })
  void halfACharacterIsNoTextAndNamesItsLine(String line) {
    assertThatThrownBy(() -> MemoryFiles.rows(MemoryFiles.jsonl(), "{\"a\":1}\n" + line + "\n"))
        .cause()
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith("data.jsonl, line 2: found half of a character, such as \\ud800");
  }

  @Test
  void twoEscapesAreOneCharacter() throws IOException {
    Row row = MemoryFiles.rows(MemoryFiles.jsonl(), "{\"a\":\"\\ud83d\\ude00 \\\\ud800\"}").get(0);
    assertThat(row.columns()).containsEntry("a", "\uD83D\uDE00 \\ud800");
  }

  @Test
  void bytesThatAreNotUtf8NameTheirLine() {
    byte[] content = "{\"a\":1}\n{\"a\":\"x\"}\n".getBytes(StandardCharsets.UTF_8);
    content[content.length - 4] = (byte) 0xE9;
    assertThatThrownBy(
            () -> MemoryFiles.rows(MemoryFiles.jsonl(), MemoryFiles.with("data.jsonl", content)))
        .cause()
        .hasMessageStartingWith("data.jsonl, line 2: not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
  void anotherEncodingIsRefusedAndNotGuessed(String encoding) {
    byte[] content = "{\"a\":1}\n{\"a\":2}\n".getBytes(Charset.forName(encoding));
    assertThatThrownBy(
            () -> MemoryFiles.rows(MemoryFiles.jsonl(), MemoryFiles.with("data.jsonl", content)))
        .cause()
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith("data.jsonl, line 1: not ");
  }

  @Test
  void theReplacementCharacterIsTextLikeAnyOther() throws IOException {
    Row row = MemoryFiles.rows(MemoryFiles.jsonl(), "{\"a\":\"x\uFFFDy\"}").get(0);
    assertThat(row.columns()).containsEntry("a", "x\uFFFDy");
  }
}
