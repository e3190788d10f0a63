package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tables as they stand on a terminal, to the letter. */
class TextTableTest {

  @Test
  void figuresStandToTheRightAndAllElseToTheLeft() {
    TextTable table =
        new TextTable()
            .row("variant", "judge", "score ↑", "tokens")
            .row("large", "gpt-4o", "0.889 ± 0.030", "1,350")
            .row("a longer name", "-", "- (3 of 3 missing)", "7")
            .row("small", "é", "0.5", "");

    assertThat(table.toString().lines())
        .containsExactly(
            "variant        judge              score ↑  tokens",
            "large          gpt-4o       0.889 ± 0.030   1,350",
            "a longer name  -       - (3 of 3 missing)       7",
            "small          é                      0.5");
  }

  @Test
  void whatMovesACursorIsNotPrinted() {
    assertThat(new TextTable().row("a\u001b[2J\nb", "c").toString()).isEqualTo("a [2J b  c\n");
  }
}
