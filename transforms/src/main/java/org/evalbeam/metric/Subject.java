package org.evalbeam.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Hosting;
import org.evalbeam.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a metric may look at: a row and the answer that a model gave to it.
 *
 * @param row the dataset row
 * @param answer the answer; its status is ok
 * @param model name of the model that answered, as the spec has it
 * @param hosting what is known of the model and of the machines that it runs on
 * @param other the answer of another variant, for metrics that compare the two; null for all others
 */
public record Subject(
    Row row, Answer answer, String model, Hosting hosting, @Nullable Answer other) {

  /** An answer by itself. */
  public Subject(Row row, Answer answer, String model, Hosting hosting) {
    this(row, answer, model, hosting, null);
  }

  /** An answer of a model that nothing is known of. */
  public Subject(Row row, Answer answer) {
    this(row, answer, "", Hosting.UNKNOWN);
  }

  /** Field: the answer's text. */
  public static final String OUTPUT = "output";

  /** Field: the text of the answer that this one is compared with. */
  public static final String OTHER_OUTPUT = "other_output";

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
      case OTHER_OUTPUT -> other == null ? null : other.answer();
      case THINK -> answer.think();
      default -> row.columns().get(field);
    };
  }

  /**
   * The text of a field that the scorer needs.
   *
   * @throws IllegalStateException where there is none: the scorer has not told that it needs it
   */
  public String required(String field) {
    String text = text(field);
    if (text == null) {
      throw new IllegalStateException("a scorer ran without its field " + field);
    }
    return text;
  }

  /**
   * The texts of a field that the scorer needs, at least one.
   *
   * @throws IllegalStateException where there are none
   */
  public List<String> requiredTexts(String field) {
    List<String> texts = texts(field);
    if (texts == null) {
      throw new IllegalStateException("a scorer ran without its field " + field);
    }
    return texts;
  }

  /** Whether a field holds texts, as {@link #texts} gives them, instead of one text. */
  static boolean isContext(String field) {
    return field.equals(CONTEXT) || field.equals(RETRIEVAL_CONTEXT);
  }

  /**
   * The texts of {@code context} or {@code retrieval_context}, blank ones left out: the answer's
   * own, else the row's column (a JSON list of texts, or one text).
   *
   * @return null where neither has any
   */
  public @Nullable List<String> texts(String field) {
    List<String> own = field.equals(CONTEXT) ? answer.context() : answer.retrievalContext();
    List<String> all = own != null ? own : Contexts.parse(row.columns().get(field));
    List<String> texts = all.stream().filter(text -> !text.isBlank()).toList();
    return texts.isEmpty() ? null : texts;
  }

  /**
   * The values of these fields, as a prompt takes them: texts, and lists of texts.
   *
   * @throws IllegalStateException where one is missing
   */
  Map<String, Object> values(Set<String> fields) {
    Map<String, Object> values = new HashMap<>();
    for (String field : fields) {
      values.put(field, isContext(field) ? requiredTexts(field) : required(field));
    }
    return values;
  }
}
