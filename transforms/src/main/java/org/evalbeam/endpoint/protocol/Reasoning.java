package org.evalbeam.endpoint.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a reply into the model's reasoning and its answer: everything up to the first {@code
 * </think>} or {@code [/think]}, in any case, is reasoning, and so is a provider's own field.
 *
 * @param text the answer, trimmed
 * @param think the reasoning; null where there is none
 */
record Reasoning(String text, @Nullable String think) {

  private static final Pattern END =
      Pattern.compile("</think>|\\[/think]", Pattern.CASE_INSENSITIVE);
  private static final Pattern START =
      Pattern.compile("^\\s*(<think>|\\[think])", Pattern.CASE_INSENSITIVE);

  static Reasoning split(String content, @Nullable String providersField) {
    Matcher end = END.matcher(content);
    if (!mayEnd(content) || !end.find()) {
      return new Reasoning(content.strip(), join(providersField, null));
    }
    String inline = START.matcher(content.substring(0, end.start())).replaceFirst("").strip();
    return new Reasoning(content.substring(end.end()).strip(), join(providersField, inline));
  }

  /** Looks for what nearly no answer holds: the pattern tries each character twice. */
  private static boolean mayEnd(String content) {
    return content.contains("</") || content.contains("[/");
  }

  private static @Nullable String join(@Nullable String first, @Nullable String second) {
    if (first == null || first.isBlank()) {
      return second == null || second.isBlank() ? null : second;
    }
    return second == null || second.isBlank() ? first.strip() : first.strip() + "\n\n" + second;
  }
}
