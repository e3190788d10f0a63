package org.evalbeam.pipeline.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Multiple-choice questions as text: the choices they offer, and the one that an answer chose. */
final class MultipleChoice {

  private static final Pattern LETTER = Pattern.compile("\\s*[A-Za-z]\\s*");

  /** {@code A. text}, {@code A) text}, {@code (A) text} or {@code A: text} on a line of its own. */
  private static final Pattern OFFER =
      Pattern.compile("^[ \\t]*\\(?([A-Z])[.):][ \\t]+(\\S.*)$", Pattern.MULTILINE);

  private static final Pattern WHOLE = Pattern.compile("\\W*([A-Za-z])\\W*");
  private static final Pattern BEGINNING = Pattern.compile("[\\s(*\\[]*([A-Z])[).:\\]*]");
  private static final Pattern ENDING =
      Pattern.compile("\\banswer\\s+(?:is|:)\\W*([A-Z])\\W*$", Pattern.CASE_INSENSITIVE);

  /** An answer's last words stand within so many characters of its end. */
  private static final int TAIL = 100;

  private static final List<String> USUAL = List.of("A", "B", "C", "D");

  private MultipleChoice() {}

  /** Whether an expected answer is a choice: one letter. */
  static boolean isLetter(String expected) {
    return LETTER.matcher(expected).matches();
  }

  /** The choice that an expected answer names, as a capital. */
  static String letter(String expected) {
    return expected.strip().toUpperCase(Locale.ROOT);
  }

  /** Letter to text of the choices offered in a question, in their order; empty where none are. */
  static Map<String, String> offered(String question) {
    Map<String, String> choices = new LinkedHashMap<>();
    Matcher offer = OFFER.matcher(question);
    while (offer.find()) {
      choices.put(offer.group(1), offer.group(2).strip());
    }
    return choices;
  }

  /** The letters but this one: of the choices offered, or A to D where none are. */
  static List<String> othersThan(String letter, Map<String, String> offered) {
    List<String> others = offered.keySet().stream().filter(it -> !it.equals(letter)).toList();
    return others.isEmpty() ? USUAL.stream().filter(it -> !it.equals(letter)).toList() : others;
  }

  /** The letter that an answer is, begins with, or ends on after "the answer is"; a capital. */
  static Optional<String> chosenIn(String output) {
    String text = output.strip();
    if (text.length() <= TAIL) {
      Matcher whole = WHOLE.matcher(text);
      if (whole.matches()) {
        return Optional.of(letter(whole.group(1)));
      }
    }
    Matcher beginning = BEGINNING.matcher(text);
    if (beginning.lookingAt()) {
      return Optional.of(beginning.group(1));
    }
    Matcher ending = ENDING.matcher(text.substring(Math.max(0, text.length() - TAIL)));
    return ending.find() ? Optional.of(letter(ending.group(1))) : Optional.empty();
  }
}
