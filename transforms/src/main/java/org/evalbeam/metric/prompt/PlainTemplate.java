package org.evalbeam.metric.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template that is text with single variables in it, as nearly all are, rendered by joining its
 * parts: the same prompt as the interpreter's, for a fiftieth of its time, which counts when a run
 * renders thousands of prompts a second.
 */
final class PlainTemplate {

  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\{[ \\t]*([A-Za-z_][A-Za-z0-9_]*)[ \\t]*}}");

  /** Any syntax besides: tags, comments, other expressions, and line ends that are made alike. */
  private static final Pattern OTHER_SYNTAX = Pattern.compile("\\{[{%#]|[}%#]}|\\r");

  /** Larger prompts are left to the interpreter, which knows what is too large. */
  private static final int MAX_VALUES = 1 << 20;

  /** Texts and variables in turn, beginning and ending with a text. */
  private final List<String> parts;

  private PlainTemplate(List<String> parts) {
    this.parts = parts;
  }

  /**
   * The template in a source.
   *
   * @param fields the source's fields; a name besides these means something else to Jinja
   * @return null where the source holds more than single variables
   */
  static @Nullable PlainTemplate of(String source, Set<String> fields) {
    if (source.endsWith("\n")) {
      return null; // the interpreter may cut it off
    }
    List<String> parts = new ArrayList<>();
    Matcher variable = VARIABLE.matcher(source);
    int end = 0;
    while (variable.find()) {
      if (!fields.contains(variable.group(1))) {
        return null;
      }
      parts.add(source.substring(end, variable.start()));
      parts.add(variable.group(1));
      end = variable.end();
    }
    parts.add(source.substring(end));
    for (int i = 0; i < parts.size(); i += 2) {
      if (OTHER_SYNTAX.matcher(parts.get(i)).find()) {
        return null;
      }
    }
    return new PlainTemplate(parts);
  }

  /**
   * The prompt for these values.
   *
   * @return null where the interpreter must decide: a value is missing, no text, or large
   */
  @Nullable String render(Map<String, ?> values) {
    StringBuilder prompt = new StringBuilder(parts.get(0));
    int size = 0;
    for (int i = 1; i < parts.size(); i += 2) {
      if (!(values.get(parts.get(i)) instanceof String text)) {
        return null;
      }
      size += text.length();
      if (size > MAX_VALUES) {
        return null;
      }
      prompt.append(DelimitedText.of(parts.get(i), text)).append(parts.get(i + 1));
    }
    return prompt.toString();
  }
}
