package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.evalbeam.data.Row;
import org.junit.jupiter.api.Test;

class RowReaderTest {

  @Test
  void rowsOfEqualQueryAreNumbered() throws IOException {
    List<Row> rows =
        MemoryFiles.rows(MemoryFiles.csv(), "query,b\nx,1\ny,1\nx,2\nx,1\n,1\n,2\nX,1\n");
    assertThat(rows).extracting(Row::occurrence).containsExactly(0, 0, 1, 2, 0, 1, 0);
    assertThat(rows).extracting(Row::numLine).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void theMappedQueryIsTheOneThatIsCompared() throws IOException {
    Dataset dataset = MemoryFiles.dataset("d.csv", Map.of("query", "question"), null);
    assertThat(MemoryFiles.rows(dataset, "question,query\nx,1\nx,2\ny,1\n"))
        .extracting(Row::occurrence)
        .containsExactly(0, 1, 0);
  }

  @Test
  void withoutAQueryTheWholeContentIsCompared() throws IOException {
    assertThat(MemoryFiles.rows(MemoryFiles.csv(), "a,b\nx,1\nx,2\nx,1\nx1,\n"))
        .extracting(Row::occurrence)
        .containsExactly(0, 0, 1, 0);
    assertThat(
            MemoryFiles.rows(
                MemoryFiles.jsonl(),
                "{\"a\":1,\"b\":2}\n{\"b\":2,\"a\":1}\n{\"a\":\"\"}\n{\"a\":null}\n"))
        .extracting(Row::occurrence)
        .containsExactly(0, 1, 0, 0);
  }

  @Test
  void occurrencesStayRightWhileTheirTableGrows() throws IOException {
    StringBuilder content = new StringBuilder("query\n");
    for (int i = 0; i < 30_000; i++) {
      content.append("question ").append(i % 10_000).append('\n');
    }
    List<Row> rows = MemoryFiles.rows(MemoryFiles.csv(), content.toString());
    assertThat(rows).allSatisfy(r -> assertThat(r.occurrence()).isEqualTo(r.numLine() / 10_000));
  }

  @Test
  void aMappedColumnGoesByItsStandardNamesOnly() throws IOException {
    Dataset dataset =
        MemoryFiles.dataset(
            "d.csv", Map.of("query", "question", "output_true", "answer", "gold", "answer"), null);
    Row row = MemoryFiles.rows(dataset, "id,question,answer\n1,why,so\n").get(0);
    assertThat(row.columns())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("id", "1", "query", "why", "output_true", "so", "gold", "so"));
  }

  @Test
  void aMappedColumnHidesTheFilesOwnOfThatName() throws IOException {
    Dataset swapped = MemoryFiles.dataset("d.csv", Map.of("query", "b", "b", "query"), null);
    assertThat(MemoryFiles.rows(swapped, "query,b\n1,2\n").get(0).columns())
        .isEqualTo(Map.of("query", "2", "b", "1"));
    Dataset hidden = MemoryFiles.dataset("d.csv", Map.of("query", "b"), null);
    assertThat(MemoryFiles.rows(hidden, "query,b\n1,2\n").get(0).columns())
        .isEqualTo(Map.of("query", "2"));
  }

  @Test
  void theClusterIsFoundByTheFilesNameOrTheStandardOne() throws IOException {
    Map<String, String> map = Map.of("query", "q", "topic", "t");
    String content = "q,t,u\nwhy,blue,old\nhow,,new\n";
    assertThat(clusters("topic", map, content))
        .as("a blank is no cluster")
        .containsExactly("blue", "null");
    assertThat(clusters("t", map, content)).containsExactly("blue", "null");
    assertThat(clusters("u", map, content)).containsExactly("old", "new");
    Dataset none = MemoryFiles.dataset("d.csv", map, null);
    assertThat(MemoryFiles.rows(none, content)).extracting(Row::cluster).containsOnlyNulls();
  }

  private static List<String> clusters(String name, Map<String, String> map, String content)
      throws IOException {
    return MemoryFiles.rows(MemoryFiles.dataset("d.csv", map, name), content).stream()
        .map(row -> String.valueOf(row.cluster()))
        .toList();
  }

  @Test
  void rowsNameTheirDatasetAndCannotBeChanged() throws IOException {
    Row row = MemoryFiles.rows(MemoryFiles.csv(), "query\nx\n").get(0);
    assertThat(row.dataset()).isEqualTo("set");
    assertThatThrownBy(() -> row.columns().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void rowsComeBeforeTheErrorThatFollowsThem() throws IOException {
    try (RowReader reader =
        RowReader.open(MemoryFiles.csv(), MemoryFiles.with("data.csv", "query\nx\ny,z\n"))) {
      assertThat(reader.next().columns()).containsEntry("query", "x");
      assertThatThrownBy(reader::next).hasCauseInstanceOf(MalformedDatasetException.class);
    }
  }

  @Test
  void afterTheLastRowThereIsNone() throws IOException {
    try (RowReader reader =
        RowReader.open(MemoryFiles.csv(), MemoryFiles.with("data.csv", "query\n"))) {
      assertThat(reader.hasNext()).isFalse();
      assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void theFileIsClosedWithTheReaderAndWhenItsHeaderIsBad() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    RowReader.open(MemoryFiles.csv(), watched("query\nx\n", closed)).close();
    assertThat(closed).isTrue();

    closed.set(false);
    assertThatThrownBy(() -> RowReader.open(MemoryFiles.csv(), watched("a,a\n", closed)))
        .isInstanceOf(MalformedDatasetException.class);
    assertThat(closed).isTrue();
  }

  private static FileOpener watched(String content, AtomicBoolean closed) {
    return new StreamFiles(
        () ->
            new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)) {
              @Override
              public void close() {
                closed.set(true);
              }
            });
  }

  @Test
  void rowsThatAskTheSameStayApartByTheirImages() throws IOException {
    List<Row> rows =
        MemoryFiles.rows(
            MemoryFiles.jsonl(),
            """
            {"query": "What is it?", "img": "A"}
            {"query": "What is it?", "img": "B"}
            {"query": "What is it?"}
            {"query": "What is it?", "img": "A"}
            {"query": "Who?", "img": "A"}
            """);
    assertThat(rows).extracting(Row::occurrence).containsExactly(0, 1, 2, 3, 0);
    assertThat(rows).extracting(Row::imageOccurrence).containsExactly(0, 0, 2, 1, 0);
  }

  @Test
  void aMissingFileIsAnIoError() {
    assertThatThrownBy(() -> RowReader.open(MemoryFiles.csv(), new MemoryFiles()))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void datasetsTravelWithJobs() throws IOException {
    Dataset dataset = MemoryFiles.dataset("d.csv", Map.of("query", "q"), "t");
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(dataset);
    }
  }
}
