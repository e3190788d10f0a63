package org.evalbeam.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a dataset.
 *
 * @param dataset the dataset's name
 * @param numLine the row's position in the dataset, from 0
 * @param occurrence how many earlier rows of the dataset ask the same query, from 0; keeps doubled
 *     rows separate samples
 * @param imageOccurrence how many earlier rows ask the same query about the same image, from 0;
 *     where there is no image, as {@code occurrence}
 * @param cluster the value of the dataset's cluster column; null where it names none
 * @param columns standard or file column name to text; a value that is not text in the file stands
 *     as its JSON, a JSON null as null
 */
public record Row(
    String dataset,
    int numLine,
    int occurrence,
    int imageOccurrence,
    @Nullable String cluster,
    Map<String, @Nullable String> columns) {

  /** The column that holds the question asked. */
  public static final String QUERY = "query";

  /** The column that holds the expected answer. */
  public static final String OUTPUT_TRUE = "output_true";

  /** The column that holds an image: a data URL, or the image's bytes in base64. */
  public static final String IMG = "img";

  /** A row without an image. */
  public Row(
      String dataset,
      int numLine,
      int occurrence,
      @Nullable String cluster,
      Map<String, @Nullable String> columns) {
    this(dataset, numLine, occurrence, occurrence, cluster, columns);
  }
}
