package org.evalbeam.metric;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.evalbeam.data.Row;
import org.evalbeam.metric.text.WhiteSpace;

/** Metrics that ask whether the output holds a text: all of it, in it, or by a pattern. */
final class TextMatch {

  private static final String IGNORE_CASE = "ignore_case";
  private static final String STRIP = "strip";
  private static final String PATTERN = "pattern";
  private static final String FULL = "full";

  private static final String TRUE_OR_FALSE = "true or false";

  private static final List<MetricInfo.Param> OPTIONS =
      List.of(
          new MetricInfo.Param(
              IGNORE_CASE, TRUE_OR_FALSE, "false", "whether case makes no difference"),
          new MetricInfo.Param(
              STRIP, TRUE_OR_FALSE, "true", "whether white space at the ends makes none"));

  private TextMatch() {}

  /** {@code exact_match}: output and expected answer are the same text. */
  static Metric exact() {
    return ofTexts(
        "exact_match",
        "Is the output the expected answer?",
        (output, expected) -> binary(output.equals(expected)));
  }

  /** {@code contains}: the expected answer stands in the output. */
  static Metric contains() {
    return ofTexts(
        "contains", "Does the output contain the expected answer?", TextMatch::contained);
  }

  /** A blank text stands in every output: each row without an answer would raise the mean. */
  private static Score contained(String output, String expected) {
    return WhiteSpace.strip(expected).isEmpty()
        ? MetricInstance.missing(Row.OUTPUT_TRUE, "blank")
        : binary(output.contains(expected));
  }

  private static Metric ofTexts(
      String name, String summary, BiFunction<String, String, Score> score) {
    return ComputedMetric.withParams(
        MetricInfo.ofTexts(name, 1, OPTIONS, summary),
        params -> {
          UnaryOperator<String> made = normalizer(params);
          return subject ->
              score.apply(
                  made.apply(subject.required(Subject.OUTPUT)),
                  made.apply(subject.required(Row.OUTPUT_TRUE)));
        });
  }

  private static UnaryOperator<String> normalizer(Params params) {
    boolean folds = params.flag(IGNORE_CASE, false);
    boolean strips = params.flag(STRIP, true);
    return text -> {
      String stripped = strips ? WhiteSpace.strip(text) : text;
      return folds ? stripped.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : stripped;
    };
  }

  /**
   * {@code regex_match}: a pattern is found in the output. RE2's syntax, which any output is
   * matched against in linear time; it has no backreferences and no lookaround.
   */
  static Metric regex() {
    MetricInfo info =
        new MetricInfo(
            "regex_match",
            MetricInfo.Kind.TEXT,
            0.0,
            1.0,
            MetricInfo.Direction.UP,
            null,
            Set.of(Subject.OUTPUT),
            List.of(
                new MetricInfo.Param(PATTERN, "text", null, "a regular expression of RE2's syntax"),
                new MetricInfo.Param(
                    IGNORE_CASE, TRUE_OR_FALSE, "false", "whether case makes no difference"),
                new MetricInfo.Param(
                    FULL, TRUE_OR_FALSE, "false", "whether it must match the whole output")),
            "Does the output match a regular expression?");
    return ComputedMetric.withParams(info, TextMatch::regex);
  }

  private static Function<Subject, Score> regex(Params params) {
    boolean full = params.flag(FULL, false);
    int flags = params.flag(IGNORE_CASE, false) ? Pattern.CASE_INSENSITIVE : 0;
    String expression = params.requiredText(PATTERN);
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression, flags);
    } catch (PatternSyntaxException e) {
      params.reject(PATTERN, "is no regular expression of RE2: " + e.getMessage());
      return subject -> binary(false);
    }
    return subject -> {
      String output = subject.required(Subject.OUTPUT);
      return binary(full ? pattern.matches(output) : pattern.matcher(output).find());
    };
  }

  private static Score binary(boolean holds) {
    return Score.of(holds ? 1 : 0);
  }
}
