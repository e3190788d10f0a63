package org.evalbeam.pipeline.simulate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a simulated judge lists where it is asked for the claims, entities and so on of texts. */
final class Excerpts {

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n+");
  private static final Pattern NAME =
      Pattern.compile("\\p{Lu}\\p{Ll}{2,30}(?:\\s\\p{Lu}\\p{Ll}{1,30}){0,3}|\\b\\d{2,12}\\b");
  private static final Pattern OPINION =
      Pattern.compile("(?i)\\b(?:think|believe|know|best|better|worst|should|good|bad|like)\\b");
  private static final Pattern PERSONAL =
      Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}\\.[\\w.-]{2,63}|\\+?\\d[\\d -]{7,20}\\d");

  /** Name of the text that says how many questions are wanted. */
  private static final String NUMBER = "n";

  private static final int USUAL_QUESTIONS = 3;
  private static final int TOPIC_WORDS = 4;

  private Excerpts() {}

  /** The items of this name, such as {@code claims}, of the texts that a prompt holds. */
  static List<String> of(JudgePrompt prompt, String name) {
    String text = String.join("\n", prompt.textsBut(NUMBER));
    return switch (name) {
      case "questions" -> questions(text, prompt.text(NUMBER));
      case "entities" -> found(NAME, text);
      case "pieces" -> found(PERSONAL, text);
      case "opinions" -> sentences(text).stream().filter(OPINION.asPredicate()).toList();
      default -> sentences(text);
    };
  }

  /** The sentences of a text, by their marks and line ends. */
  static List<String> sentences(String text) {
    return Stream.of(SENTENCE_END.split(text, -1))
        .filter(Predicate.not(String::isBlank))
        .map(String::strip)
        .toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return List.copyOf(found);
  }

  /** Questions in the words of the text's sentences, as many as a number says. */
  private static List<String> questions(String text, String count) {
    int wanted = count.matches("\\d{1,3}") ? Integer.parseInt(count) : USUAL_QUESTIONS;
    List<String> questions = new ArrayList<>();
    for (String sentence : sentences(text)) {
      List<String> topic = Words.topic(sentence).stream().limit(TOPIC_WORDS).toList();
      if (!topic.isEmpty() && questions.size() < wanted) {
        questions.add("Is it about " + String.join(" ", topic) + "?");
      }
    }
    return questions;
  }
}
