package org.evalbeam.pipeline.simulate;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalbeam.pipeline.simulate.draw.Draws;

/**
 * A judge's prompt, read: the delimited texts it holds and the form of reply it asks for.
 *
 * <p>A text stands as {@code <NAME-HEX>}, newline, text, newline, {@code </NAME-HEX>}, where HEX is
 * the first 12 hex digits of the SHA-256 of the text in UTF-8. A tag whose digits do not fit its
 * text is no tag, and what stands inside a text is never looked at: a text cannot end itself or
 * pass for another.
 *
 * @param texts name to text; of texts of one name the first
 * @param form what the last line asks for
 */
record JudgePrompt(Map<String, String> texts, Form form) {

  /** The form of reply that is asked for. */
  sealed interface Form {}

  /** One object {@code {"score", "reason"}}; an integer from {@code lowest} to {@code highest}. */
  record Score(int lowest, int highest) implements Form {}

  /** One object {@code {"verdicts": [{"statement", "verdict", "reason"}]}}; yes or no each. */
  record Verdicts() implements Form {}

  private static final int HEX_DIGITS = 12;

  private static final Pattern OPENING = Pattern.compile("<(([a-z_]+)-([0-9a-f]{12}))>\\n");
  private static final Pattern BINARY = Pattern.compile("\"score\":\\s*<0 or 1>");
  private static final Pattern RANGE =
      Pattern.compile("\"score\":\\s*<integer from (\\d{1,6}) to (\\d{1,6})>");
  private static final Pattern VERDICTS = Pattern.compile("\"verdicts\":\\s*\\[");

  /** Reads a user's message; empty where it asks for none of the forms or delimits no text. */
  static Optional<JudgePrompt> read(String message) {
    return form(message)
        .map(form -> new JudgePrompt(delimitedTexts(message), form))
        .filter(prompt -> !prompt.texts().isEmpty());
  }

  private static Optional<Form> form(String message) {
    String trimmed = message.stripTrailing();
    String lastLine = trimmed.substring(trimmed.lastIndexOf('\n') + 1);
    Matcher range = RANGE.matcher(lastLine);
    if (range.find()) {
      Score scale = new Score(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
      return scale.lowest() < scale.highest() ? Optional.of(scale) : Optional.empty();
    }
    if (BINARY.matcher(lastLine).find()) {
      return Optional.of(new Score(0, 1));
    }
    return VERDICTS.matcher(lastLine).find() ? Optional.of(new Verdicts()) : Optional.empty();
  }

  private static Map<String, String> delimitedTexts(String message) {
    Map<String, String> texts = new LinkedHashMap<>();
    Matcher opening = OPENING.matcher(message);
    int from = 0;
    while (opening.find(from)) {
      String name = opening.group(2);
      String closing = "\n</" + opening.group(1) + ">";
      int end = end(message, opening.end(), closing, opening.group(3));
      if (end < 0) {
        from = opening.end();
      } else {
        texts.putIfAbsent(name, message.substring(opening.end(), end));
        from = end + closing.length();
      }
    }
    return texts;
  }

  /** Where the text that starts here and has this hash ends; -1 where none does. */
  private static int end(String message, int start, String closing, String hex) {
    int end = message.indexOf(closing, start);
    while (end >= 0 && !hex.equals(hexOf(message.substring(start, end)))) {
      end = message.indexOf(closing, end + 1);
    }
    return end;
  }

  private static String hexOf(String text) {
    byte[] hash = Draws.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
  }
}
