package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every occurrence is found, in whatever text, and in time that grows with the text alone. */
class KeySearchTest {

  /** Keys that overlap themselves, and of which a part looks like an escape or the end of one. */
  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of("a", "ab", "u", "61", "0", "%", "%61", "u0061")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  /** Texts that are rich in escapes, whole and in parts, of the characters of such keys. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "u", "6", "1", "0", "%", "\\", "%61", "\\u0061", "\\\\u0062")
        .list()
        .ofMaxSize(24)
        .map(parts -> String.join("", parts));
  }

  /** Held against the regular expression that says the same, and takes a stack for long keys. */
  @Property(tries = 20_000)
  void whatReadsAsTheKeyIsReplacedAndNothingElse(
      @ForAll("keys") String key, @ForAll("texts") String text) {
    Pattern form =
        Pattern.compile(key.chars().mapToObj(KeySearchTest::form).collect(Collectors.joining()));
    String replaced = new KeySearch(key).replaceAll(text, "<>");

    assertThat(form.matcher(replaced).find()).as(replaced).isFalse();
    assertThat(replaced.contains("<>")).as(replaced).isEqualTo(form.matcher(text).find());
    for (String left : replaced.split("<>", -1)) {
      assertThat(text).contains(left);
    }
  }

  private static String form(int c) {
    String hex = "(?i:%02x)".formatted(c);
    return "(?:\\\\{1,4}+u00%s|%%%s|\\\\{0,4}+%s)"
        .formatted(hex, hex, Pattern.quote(Character.toString(c)));
  }

  @ParameterizedTest
  @CsvSource({
    "aab, aaab, a<>",
    "aab, %61aaab, %61a<>",
    "aab, aaabaab, a<><>",
    "abab, ababab, <>ab",
    "abab, ababa, <>a",
    "abcdeu, [abcde\\u0075], [<>]",
    "abcdeu, abcde\\u0075, <>",
    "abcde%, [abcde%25], [<>]",
    "abcde%, abcde%2, <>2",
    "abc, \\\\\\\\\\\\abc, \\\\<>",
    "1abc, %61%61bc, %6<>",
    "ab, A b, A b",
    "ab, '', ''",
  })
  void occurrencesAreReplacedFromTheLeft(String key, String text, String replaced) {
    assertThat(new KeySearch(key).replaceAll(text, "<>")).isEqualTo(replaced);
  }

  /** As in JSON, and in JSON within JSON. */
  @Test
  void aBackslashOfTheKeyIsSeenThroughItsEscapes() {
    KeySearch search = new KeySearch("a\\b\"c");

    for (String form :
        List.of("a\\b\"c", "a\\\\b\\\"\\u0063", "a\\\\\\\\b\\\\\\\"c", "a%5Cb%22c")) {
      assertThat(search.replaceAll("[" + form + "]", "<>")).isEqualTo("[<>]");
    }
  }

  /** To start anew at each character would take 4,000 steps for each of 20 million. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "%61", "\\u0061", "\\\\\\\\u0061", "\\a", "\\", "\\u00", "%"})
  @Timeout(20)
  void aTextThatAlmostHoldsTheKeyIsReadAsFastAsAnyOther(String piece) {
    String text = piece.repeat(20_000_000 / piece.length());

    assertThat(new KeySearch("a".repeat(3_999) + "!").replaceAll(text, "<>").equals(text)).isTrue();
  }
}
