package org.evalbeam.metric.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhiteSpaceTest {

  /** What {@code str.isspace} of Python says yes to. */
  private static final String PYTHONS =
      "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
          + "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

  @Test
  void itIsWhatPythonTakesForIt() {
    assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(WhiteSpace::is))
        .containsExactly(PYTHONS.codePoints().boxed().toArray(Integer[]::new));
  }

  @Test
  void endsAreStrippedOfIt() {
    assertThat(WhiteSpace.strip(PYTHONS + "a b" + PYTHONS)).isEqualTo("a b");
    assertThat(WhiteSpace.strip(PYTHONS)).isEmpty();
    assertThat(WhiteSpace.strip("a")).isEqualTo("a");
  }

  @Test
  void marksAreStrippedWithIt() {
    assertThat(WhiteSpace.strip(" * .a. * ", "*", "*.")).isEqualTo(".a");
  }

  @Test
  void wordsAreWhatIsBetween() {
    assertThat(WhiteSpace.words("a" + PYTHONS + "b c" + PYTHONS)).containsExactly("a", "b", "c");
    assertThat(WhiteSpace.words("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a", "a b", " a\u00a0\u0085b  c\n", "caf\u00e9 cr\u00e8me"})
  void wordsAreAsManyAsCounted(String text) {
    assertThat(WhiteSpace.countWords(text)).isEqualTo(WhiteSpace.words(text).size());
  }
}
