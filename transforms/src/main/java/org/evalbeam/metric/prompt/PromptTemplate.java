package org.evalbeam.metric.prompt;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A prompt with places for values, in a subset of Jinja: {@code if}, {@code elif}, {@code else},
 * {@code for}, {@code set}, {@code raw}, comments, and expressions of {@link TemplateGrammar}.
 *
 * <p>Every printed value that depends on a variable stands between {@linkplain DelimitedText
 * delimiters}, named after the expression's first variable; only literals and the figures of {@code
 * loop} are bare. A value is never read as a template. Safe for many threads.
 */
public final class PromptTemplate {

  private static final int MAX_LENGTH = 100_000;

  private final String source;
  private final Set<String> fields;
  private final @Nullable PlainTemplate plain;

  private PromptTemplate(String source, Set<String> fields) {
    this.source = source;
    this.fields = fields;
    this.plain = PlainTemplate.of(source, fields);
  }

  /**
   * Reads a template.
   *
   * @throws InvalidTemplateException with the line, where it is not one
   */
  public static PromptTemplate parse(String source) throws InvalidTemplateException {
    if (source.length() > MAX_LENGTH) {
      throw new InvalidTemplateException(0, "a template has at most 100,000 characters");
    }
    return new PromptTemplate(source, Set.copyOf(TemplateSandbox.fields(source)));
  }

  /**
   * Fields that the template reads: all its variables but those it defines itself. A field counts
   * wherever it stands, in conditions and unreached branches too.
   */
  public Set<String> fields() {
    return fields;
  }

  /**
   * The prompt for these values.
   *
   * @param values field to text, list of texts, or number; one for each of {@link #fields}
   * @throws InvalidTemplateException where the prompt can't be made of these values
   */
  public String render(Map<String, ?> values) throws InvalidTemplateException {
    String joined = plain == null ? null : plain.render(values);
    return joined == null ? TemplateSandbox.render(source, values) : joined;
  }
}
