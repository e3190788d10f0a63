package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.Row;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalog and the data in {@code configs/}, as users get them. */
class ShippedDatasetsTest {

  private static final FileOpener DISK = new DiskFiles();

  private static DatasetCatalog catalog() throws IOException, InvalidSpecException {
    Path home = Path.of(System.getProperty("evalbeam.home", ".."));
    return DatasetCatalog.read(home.resolve("configs/datasets.yaml").toString(), DISK);
  }

  private static List<Row> rows(String dataset) throws IOException, InvalidSpecException {
    return MemoryFiles.rows(catalog().get(dataset), DISK);
  }

  @Test
  void theCatalogHoldsThem() throws Exception {
    assertThat(catalog().names()).containsExactly("ham_radio", "qa_benchmark_v2");
  }

  @ParameterizedTest
  @CsvSource({"ham_radio, 1539, 30", "qa_benchmark_v2, 704, 13"})
  void theyHaveTheRowsAndClustersThatTheirReadmeTellsAndNoneTwice(
      String name, int count, int clusters) throws Exception {
    assertThat(DatasetShapes.of(catalog().get(name), DISK))
        .satisfies(shape -> assertThat(shape.problems()).isEmpty())
        .satisfies(shape -> assertThat(shape.rows()).isEqualTo(count))
        .satisfies(shape -> assertThat(shape.columns()).contains("query", "output_true"));
    List<Row> rows = rows(name);
    assertThat(rows).hasSize(count);
    assertThat(rows).extracting(row -> row.columns().get(Row.QUERY)).doesNotContainNull();
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.columns().get(Row.QUERY)).isNotBlank())
        .allSatisfy(row -> assertThat(row.columns().get(Row.OUTPUT_TRUE)).isNotBlank())
        .allSatisfy(row -> assertThat(row.occurrence()).isZero())
        .allSatisfy(row -> assertThat(row.cluster()).isNotBlank());
    assertThat(rows.stream().map(Row::cluster).distinct()).hasSize(clusters);
    assertThat(rows.stream().limit(clusters).map(Row::cluster).distinct()).hasSize(clusters);
  }

  @Test
  void everyAmateurRadioQuestionOffersFourChoicesAndNamesOne() throws Exception {
    assertThat(rows("ham_radio"))
        .allSatisfy(
            row -> {
              assertThat(row.columns().get(Row.OUTPUT_TRUE)).matches("[A-D]");
              assertThat(row.columns().get(Row.QUERY))
                  .matches("(?s)\\S[^\n]+\nA\\. [^\n]+\nB\\. [^\n]+\nC\\. [^\n]+\nD\\. [^\n]+")
                  .doesNotContainPattern("(?i)figure [TGE][0-9]");
              assertThat(row.columns().get("id")).startsWith(String.valueOf(row.cluster()));
            });
  }

  @Test
  void theGeneralQuestionsAreAnsweredAsTheirSourceAnswersThem() throws Exception {
    List<Map<String, String>> columns = rows("qa_benchmark_v2").stream().map(Row::columns).toList();
    assertThat(columns)
        .contains(
            qa(
                "What is the capital of S\u00e3o Tom\u00e9 and Pr\u00edncipe?",
                "S\u00e3o Tom\u00e9",
                "capital"))
        .contains(qa("Which chemical element has the symbol Fe?", "Iron", "element by symbol"))
        .contains(qa("What is the young of an eel called?", "elver", "young"));
    assertThat(columns)
        .allSatisfy(row -> assertThat(row.get(Row.OUTPUT_TRUE)).doesNotContain("|", "{", "["));
  }

  private static Map<String, String> qa(String query, String answer, String category) {
    return Map.of("query", query, "output_true", answer, "category", category);
  }
}
