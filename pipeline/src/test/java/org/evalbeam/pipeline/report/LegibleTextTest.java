package org.evalbeam.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LegibleTextTest {

  @Property(tries = 300)
  void nothingActsOnThePage(@ForAll String text, @ForAll @IntRange(max = 50) int limit) {
    assertThat(LegibleText.of(text, limit).codePoints())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')
        .noneMatch(c -> Character.getType(c) == Character.SURROGATE)
        .noneMatch(c -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069));
  }

  @Test
  void emojiAndJoinersStay() {
    assertThat(LegibleText.of("👩‍👩‍👧 ك‌ت 🇫🇷")).isEqualTo("👩‍👩‍👧 ك‌ت 🇫🇷");
  }

  @Test
  void aCharacterIsNotCutInTwo() {
    assertThat(LegibleText.of("a😀b", 2)).isEqualTo("a😀");
    assertThat(LegibleText.cut("a😀b", 2)).isEqualTo("a😀…");
    assertThat(LegibleText.cut("ab", 2)).isEqualTo("ab");
  }
}
