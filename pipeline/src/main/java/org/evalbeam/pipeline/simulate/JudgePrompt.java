package org.evalbeam.pipeline.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
 * @param texts name to the texts of that name, in their order
 * @param numbered names of texts that stand behind a number, as in {@code 2. <claim-…>}
 * @param form what the last line asks for
 */
record JudgePrompt(Map<String, List<String>> texts, Set<String> numbered, Form form) {

  /** The form of reply that is asked for. */
  sealed interface Form {}

  /** One object {@code {"score", "reason"}}; an integer from {@code lowest} to {@code highest}. */
  record Score(int lowest, int highest) implements Form {}

  /** One object {@code {"scores": [{"score", "reason"}]}}, a score for each numbered text. */
  record Scores(int lowest, int highest) implements Form {}

  /**
   * One object {@code {"verdicts": [{"verdict", "reason"}]}}.
   *
   * @param ofSentences whether the judge finds the statements itself and repeats them; else there
   *     is a verdict for each numbered text
   */
  record Verdicts(boolean ofSentences) implements Form {}

  /**
   * One object {@code {"verdict", "reason"}}: which of {@code first_output} and {@code
   * second_output} is the better one.
   */
  record Preference() implements Form {}

  /** One object {@code {"NAME": ["..."]}}. */
  record Items(String name) implements Form {}

  private static final int HEX_DIGITS = 12;

  private static final Pattern OPENING = Pattern.compile("<(([a-z_]+)-([0-9a-f]{12}))>\\n");
  private static final Pattern BINARY = Pattern.compile("\"score\":\\s*<0 or 1>");
  private static final Pattern RANGE =
      Pattern.compile("\"score\":\\s*<integer from (\\d{1,6}) to (\\d{1,6})>");
  private static final Pattern PREFERENCE =
      Pattern.compile("\"verdict\":\\s*\"<first, second or tie>\"");
  private static final Pattern VERDICTS =
      Pattern.compile("\"verdicts\":\\s*\\[(?:\\{\"(statement)?)?");
  private static final Pattern SCORES = Pattern.compile("\"scores\":\\s*\\[\\{");
  private static final Pattern ITEMS = Pattern.compile("\\{\"([a-z_]+)\":\\s*\\[\"<");
  private static final Pattern NUMBER_BEFORE = Pattern.compile("(?:^|\\n)\\d+\\. $");

  /** Characters before a tag that may hold its number. */
  private static final int NUMBER_LENGTH = 12;

  /** Reads a user's message; empty where it asks for none of the forms or delimits no text. */
  static Optional<JudgePrompt> read(String message) {
    return form(message).map(form -> of(message, form)).filter(prompt -> !prompt.texts().isEmpty());
  }

  /** The first text of a name; empty where there is none. */
  String text(String name) {
    return texts.getOrDefault(name, List.of("")).get(0);
  }

  /** The texts that stand behind numbers, in their order. */
  List<String> items() {
    return texts(numbered::contains);
  }

  /** All other texts. */
  List<String> others() {
    return texts(name -> !numbered.contains(name));
  }

  /** All texts but those of a name. */
  List<String> textsBut(String name) {
    return texts(other -> !other.equals(name));
  }

  private List<String> texts(Predicate<String> chosen) {
    return texts.entrySet().stream()
        .filter(named -> chosen.test(named.getKey()))
        .flatMap(named -> named.getValue().stream())
        .toList();
  }

  private static Optional<Form> form(String message) {
    String trimmed = message.stripTrailing();
    String lastLine = trimmed.substring(trimmed.lastIndexOf('\n') + 1);
    Matcher range = RANGE.matcher(lastLine);
    if (range.find()) {
      int lowest = Integer.parseInt(range.group(1));
      int highest = Integer.parseInt(range.group(2));
      if (lowest >= highest) {
        return Optional.empty();
      }
      return Optional.of(
          SCORES.matcher(lastLine).find()
              ? new Scores(lowest, highest)
              : new Score(lowest, highest));
    }
    if (BINARY.matcher(lastLine).find()) {
      return Optional.of(new Score(0, 1));
    }
    if (PREFERENCE.matcher(lastLine).find()) {
      return Optional.of(new Preference());
    }
    Matcher verdicts = VERDICTS.matcher(lastLine);
    if (verdicts.find()) {
      return Optional.of(new Verdicts(verdicts.group(1) != null));
    }
    Matcher items = ITEMS.matcher(lastLine);
    return items.find() ? Optional.of(new Items(items.group(1))) : Optional.empty();
  }

  private static JudgePrompt of(String message, Form form) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    Set<String> numbered = new LinkedHashSet<>();
    Matcher opening = OPENING.matcher(message);
    int from = 0;
    while (opening.find(from)) {
      String name = opening.group(2);
      String closing = "\n</" + opening.group(1) + ">";
      int end = end(message, opening.end(), closing, opening.group(3));
      if (end < 0) {
        from = opening.end();
      } else {
        String before =
            message.substring(Math.max(from, opening.start() - NUMBER_LENGTH), opening.start());
        if (NUMBER_BEFORE.matcher(before).find()) {
          numbered.add(name);
        }
        texts
            .computeIfAbsent(name, unseen -> new ArrayList<>())
            .add(message.substring(opening.end(), end));
        from = end + closing.length();
      }
    }
    return new JudgePrompt(texts, numbered, form);
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
