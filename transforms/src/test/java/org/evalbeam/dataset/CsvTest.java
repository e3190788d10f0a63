package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.evalbeam.data.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvTest {

  static Stream<Arguments> soundFiles() {
    return Stream.of(
        arguments("plain", "a,b\n1,2\n", List.of(List.of("1", "2"))),
        arguments("no newline at the end", "a,b\n1,2", List.of(List.of("1", "2"))),
        arguments("only a header", "a,b\n", List.of()),
        arguments("leading zeros and spaces stay", "a,b\n05, 1.10 \n", row("05", " 1.10 ")),
        arguments("words for nothing stay text", "a,b\nnull,NA\n", row("null", "NA")),
        arguments("empty fields", "a,b\n,\n\"\",\n", List.of(List.of("", ""), List.of("", ""))),
        arguments("quotes", "a,b\n\"x,\"\"y\"\"\",\"z\"\n", row("x,\"y\"", "z")),
        arguments("a quote within an unquoted field", "a,b\n5\" disk,2\n", row("5\" disk", "2")),
        arguments("CRLF", "a,b\r\n1,2\r\n3,4\r\n", List.of(List.of("1", "2"), List.of("3", "4"))),
        arguments("CR alone", "a,b\r1,2\r", List.of(List.of("1", "2"))),
        arguments("newlines in fields", "a,b\n\"x\ny\",\"p\r\nq\"\n", row("x\ny", "p\r\nq")),
        arguments("blank lines", "a,b\n\n1,2\n\n\n", List.of(List.of("1", "2"))),
        arguments("a byte order mark", "\uFEFFa,b\n1,2\n", List.of(List.of("1", "2"))),
        arguments("a byte order mark and quotes", "\uFEFF\"a\",b\n1,2\n", row("1", "2")),
        arguments("beyond the basic plane", "a,b\n\uD83D\uDE00,é\n", row("\uD83D\uDE00", "é")));
  }

  private static List<List<String>> row(String a, String b) {
    return List.of(List.of(a, b));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("soundFiles")
  void soundFilesAreReadAsTheyStand(String name, String content, List<List<String>> expected)
      throws IOException {
    List<Row> rows = MemoryFiles.rows(MemoryFiles.csv(), content);
    assertThat(rows).extracting(row -> new ArrayList<>(row.columns().values())).isEqualTo(expected);
    assertThat(rows).allSatisfy(row -> assertThat(row.columns()).containsOnlyKeys("a", "b"));
  }

  static Stream<Arguments> malformedFiles() {
    return Stream.of(
        arguments("empty", "", 1, "the file is empty"),
        arguments("blank lines only", "\n\n", 1, "the file is empty"),
        arguments("doubled header", "a,b,a\n", 1, "named `a`"),
        arguments("blank header", "a, ,c\n1,2,3\n", 1, "column 2 of the header has no name"),
        arguments("too few fields", "a,b\n1,2\n3\n", 3, "1 fields, the header has 2"),
        arguments("too many fields", "a,b\n1,2,3\n", 2, "3 fields, the header has 2"),
        arguments("ragged after newlines in fields", "a,b\n\"x\ny\",2\n3\n", 4, "1 fields"),
        arguments("ragged after blank lines", "a,b\r\n\r\n\r\n3\r\n", 4, "1 fields"),
        arguments("a quote left open", "a,b\n1,2\n3,\"x\ny\nz\n", 3, "quote"),
        arguments("text after a quote", "a,b\n1,\"2\"x\n", 2, "closing quote"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformedFiles")
  void malformedFilesNameFileAndLine(String name, String content, int line, String problem) {
    assertMalformed(content.getBytes(StandardCharsets.UTF_8), line, problem);
  }

  @Test
  void bytesThatAreNotUtf8NameTheirLine() {
    byte[] latin1 = "a,b\nx,y\n\"p\nq\",\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertMalformed(latin1, 4, "not UTF-8");
    assertMalformed("a,b\r\nx,\u00e9".getBytes(StandardCharsets.ISO_8859_1), 2, "not UTF-8");
    assertMalformed("a,b\n1,2\n".getBytes(StandardCharsets.UTF_16), 1, "not UTF-8");
  }

  @Test
  void badBytesFarIntoAFileNameTheirLine() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write("a,b\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    file.write(0xC3);
    assertMalformed(file.toByteArray(), 100_001, "not UTF-8");
  }

  private static void assertMalformed(byte[] content, int line, String problem) {
    assertThatThrownBy(
            () -> {
              try {
                MemoryFiles.rows(MemoryFiles.csv(), MemoryFiles.with("data.csv", content));
              } catch (UncheckedIOException e) {
                throw e.getCause();
              }
            })
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith("data.csv, line " + line + ": ")
        .hasMessageContaining(problem);
  }

  @Test
  void aFieldOfTwentyMegabytesIsRead() throws IOException {
    String big = "x\"\u00e9\n".repeat(5 << 20);
    List<Row> rows =
        MemoryFiles.rows(MemoryFiles.csv(), "a,b\n1,\"" + big.replace("\"", "\"\"") + "\"\n3,4\n");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).columns().get("b")).isEqualTo(big);
    assertThat(rows.get(1).columns()).containsEntry("b", "4");
  }

  @Property(tries = 300)
  void whatIsQuotedComesBack(@ForAll("tables") List<List<String>> table) throws IOException {
    StringBuilder content = new StringBuilder("a,b,c\r\n");
    for (List<String> row : table) {
      List<String> quoted =
          row.stream().map(field -> '"' + field.replace("\"", "\"\"") + '"').toList();
      content.append(String.join(",", quoted)).append("\r\n");
    }
    List<Map<String, String>> expected = new ArrayList<>();
    for (List<String> row : table) {
      Map<String, String> columns = new LinkedHashMap<>();
      columns.put("a", row.get(0));
      columns.put("b", row.get(1));
      columns.put("c", row.get(2));
      expected.add(columns);
    }
    assertThat(MemoryFiles.rows(MemoryFiles.csv(), content.toString()))
        .extracting(Row::columns)
        .isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    return Arbitraries.strings()
        .withChars(",\"\r\n a0\u00e9\uFEFF")
        .ofMaxLength(6)
        .list()
        .ofSize(3)
        .list()
        .ofMaxSize(5);
  }
}
