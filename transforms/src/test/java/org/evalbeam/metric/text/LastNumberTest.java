package org.evalbeam.metric.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastNumberTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42 | 42",
        "The answer is 42. | 42",
        "3 apples and 4 pears make 7 | 7",
        "$1,234.50 | 1234.50",
        "1,234,567 | 1234567",
        "10,5 | 10.5",
        "0,75 | 0.75",
        ".5 | 0.5",
        "-3 | -3",
        "\u22123 | -3",
        "+3 | 3",
        "5-3 | 3",
        "1e3 | 1000",
        "6.02E23 | 6.02E23",
        "1\u202f234 | 1234",
        "**42** | 42",
        "42% | 42",
        "x=42; | 42",
        "12:30 | 30",
        "B2 42 | 42",
        "42km | 42",
        "It takes 42s | 42",
        "It takes 42s. | 42",
        "1,234.5kWh | 1234.5",
        "10,5kg | 10.5",
        "1e5m | 100000",
        "42km/h | 42",
        "42m\u00b2 | 42",
        "42 by the 31st, 22nd, 3rd, 4TH, 1er, 2e and 3\u00e8me | 42",
        "0,125 | 0.125",
        "-0,125 | -0.125",
        "42, not 1.234.567 | 42",
        "42, not 1.2.3 | 42",
        "42 is 0x2A | 42",
      })
  void theLastOne(String text, BigDecimal number) {
    assertThat(LastNumber.in(text).orElseThrow()).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "B2",
        "2nd",
        "\u0664\u0662",
        "v1_2",
        ".",
        "abc42",
        "3f2a",
        "0xFF",
        "2a_b",
        "1e1000",
        "1.234.567"
      })
  void none(String text) {
    assertThat(LastNumber.in(text)).isEmpty();
  }
}
