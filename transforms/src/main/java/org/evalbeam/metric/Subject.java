package org.evalbeam.metric;

import java.util.List;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a metric may look at: a row and the answer that a model gave to it.
 *
 * @param row the dataset row
 * @param answer the answer; its status is ok
 */
public record Subject(Row row, Answer answer) {

  /** Field: the answer's text. */
  public static final String OUTPUT = "output";

  /** Field: the model's reasoning. */
  public static final String THINK = "think";

  /** Field: texts that the model was given. */
  public static final String CONTEXT = "context";

  /** Field: texts that the model's search found, best first. */
  public static final String RETRIEVAL_CONTEXT = "retrieval_context";

  /** The text of a field: the answer's {@code output} and {@code think}, else the row's column. */
  public @Nullable String text(String field) {
    return switch (field) {
      case OUTPUT -> answer.answer();
      case THINK -> answer.think();
      default -> row.columns().get(field);
    };
  }

  /**
   * The texts of {@code context} or {@code retrieval_context}: the answer's own, else the row's
   * column (a JSON list of texts, or one text).
   *
   * @return null where neither has any
   */
  public @Nullable List<String> texts(String field) {
    List<String> own = field.equals(CONTEXT) ? answer.context() : answer.retrievalContext();
    return own != null ? own : Contexts.parse(row.columns().get(field));
  }
}
