package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.spec.InlineDataset;
import org.evalbeam.spec.Vocabulary.DatasetShape;
import org.evalbeam.spec.tree.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatasetShapesTest {

  private static DatasetShape shape(Dataset dataset, String content) {
    return DatasetShapes.of(dataset, MemoryFiles.with(dataset.path(), content));
  }

  @Test
  void columnsGoByTheNamesThatRowsHave() {
    Dataset dataset =
        MemoryFiles.dataset("d.csv", Map.of("query", "q", "output_true", "a"), "topic");
    assertThat(shape(dataset, "q,a,topic\nx,y,z\nx,y,z\n"))
        .isEqualTo(new DatasetShape(Set.of("query", "output_true", "topic"), 2, List.of()));
  }

  @Test
  void columnsOfJsonlAreThoseOfAllLines() {
    assertThat(shape(MemoryFiles.jsonl(), "{\"a\":1}\n{\"b\":null}\n"))
        .isEqualTo(new DatasetShape(Set.of("a", "b"), 2, List.of()));
  }

  @Test
  void namesThatMeanNoColumnAreToldWithTheColumnsThereAre() {
    Dataset dataset =
        MemoryFiles.dataset("d.csv", Map.of("query", "question", "output_true", "a"), "topic");
    DatasetShape shape = shape(dataset, "q,a\nx,y\n");
    assertThat(shape.columns()).containsExactlyInAnyOrder("q", "output_true");
    assertThat(shape.problems())
        .containsExactly(
            new Problem(".columns_map.query", "no column `question`; the file has q, a"),
            new Problem(".cluster", "no column `topic`; the file has q, a"));
  }

  @Test
  void aFileThatCannotBeUsedIsAProblem() {
    assertThat(shape(MemoryFiles.csv(), "a,b\n1\n").problems())
        .containsExactly(
            new Problem(".path", "data.csv, line 2: the row has 1 fields, the header has 2"));
    assertThat(shape(MemoryFiles.csv(), "a,b\n").problems())
        .containsExactly(new Problem(".path", "data.csv holds no rows"));
    assertThat(shape(MemoryFiles.jsonl(), "").problems())
        .containsExactly(new Problem(".path", "data.jsonl holds no rows"));
    assertThat(DatasetShapes.of(MemoryFiles.csv(), new MemoryFiles()).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).startsWith("data.csv can't be read: "));
  }

  private static InlineDataset inline(@Nullable String path, @Nullable JsonNode df) {
    return new InlineDataset("mine", null, path, df, Map.of("query", "q"), "t");
  }

  private static final JsonNode DF =
      new ObjectMapper()
          .createArrayNode()
          .add(new ObjectMapper().createObjectNode().put("q", "why").put("t", "05"));

  @Test
  void theShapeOfInlineContentIsThatOfItsStagedFile() throws IOException {
    DatasetShape shape = DatasetShapes.of(inline(null, DF), "sets/spec.json", new MemoryFiles());
    assertThat(shape).isEqualTo(new DatasetShape(Set.of("query", "t"), 1, List.of()));

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataFrame.parse(DF).writeJsonl(out);
    Dataset staged = Dataset.of(inline(null, DF), "staged/mine.jsonl");
    MemoryFiles files = MemoryFiles.with("staged/mine.jsonl", out.toByteArray());
    assertThat(DatasetShapes.of(staged, files)).isEqualTo(shape);
    assertThat(MemoryFiles.rows(staged, files))
        .containsExactly(new Row("mine", 0, 0, "05", Map.of("query", "why", "t", "05")));
  }

  @Test
  void anInlinePathStartsFromTheSpecsFolder() {
    MemoryFiles files = MemoryFiles.with("gs://b/sets/d.csv", "q,t\nx,y\n");
    assertThat(DatasetShapes.of(inline("d.csv", null), "gs://b/sets/spec.json", files))
        .isEqualTo(new DatasetShape(Set.of("query", "t"), 1, List.of()));
  }

  @Test
  void inlineDatasetsThatCannotBeUsedAreProblems() {
    MemoryFiles files = new MemoryFiles();
    assertThat(DatasetShapes.of(inline("d.txt", null), "spec.json", files).problems())
        .containsExactly(new Problem(".path", "d.txt does not end in " + Format.ENDINGS));
    assertThat(DatasetShapes.of(inline(null, null), "spec.json", files).problems())
        .containsExactly(new Problem("", "needs `path` or `df`"));
    JsonNode empty = new ObjectMapper().createArrayNode();
    assertThat(DatasetShapes.of(inline(null, empty), "spec.json", files).problems())
        .containsExactly(new Problem(".df", "holds no rows"));
  }
}
