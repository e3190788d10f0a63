package org.evalbeam.pipeline.simulate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as the words they are made of: what the simulated models know of language. */
final class Words {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  /** Words of four letters and more that carry no topic. */
  private static final Set<String> COMMON =
      Set.of(
          """
          about also answer been choice choose could does each following from have into more most \
          must only other question reply should some such than that their them then there these \
          they this those used very were what when where which while will with would your"""
              .split(" "));

  private Words() {}

  /** The words in order, case folded, without punctuation and English articles. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      if (!ARTICLES.contains(word.group())) {
        words.add(word.group());
      }
    }
    return words;
  }

  /** The words that carry the topic: of four letters and more, and not among the commonest. */
  static Set<String> topic(String text) {
    Set<String> topic = new LinkedHashSet<>(of(text));
    topic.removeIf(word -> word.length() < 4 || COMMON.contains(word));
    return topic;
  }
}
