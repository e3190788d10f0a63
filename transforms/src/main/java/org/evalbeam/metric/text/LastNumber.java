package org.evalbeam.metric.text;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last number in a text, where an answer that reasons comes to its result: ASCII digits, with a
 * point for decimals, an exponent, and commas or no-break spaces between groups of three digits. A
 * comma before any other count of digits, or behind a leading 0, is a decimal comma.
 *
 * <p>Letters may stand right behind the digits, as in {@code 42km}, and are not read. Ordinals,
 * digits within a word or an identifier, and digits with several points are no numbers.
 */
public final class LastNumber {

  /**
   * What may stand behind a number: a unit, but nothing that makes an identifier or a version of
   * it, nor an ending that makes an English or a French ordinal.
   */
  private static final String BEHIND =
      "(?![\\p{N}_]|\\.[0-9]|\\p{L}++[\\p{Nd}_]"
          + "|(?i:st|nde?|rd|th|er|re|\u00e8re|e|\u00e8me|i\u00e8me|\u00ba|\u00aa)(?!\\p{L}))";

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_.,])([+\\u2212-]?)(?!0[xX])"
              + "(?:([1-9][0-9]{0,2}(?:[,\\u00a0\\u202f][0-9]{3}){1,6}(?![0-9])(?:\\.[0-9]{1,30})?)"
              + "|([0-9]{1,30},[0-9]{1,30})"
              + "|([0-9]{1,30}(?:\\.[0-9]{1,30})?|\\.[0-9]{1,30}))"
              + "([eE][+-]?[0-9]{1,3})?"
              + BEHIND);

  private LastNumber() {}

  /** The number; empty where there is none. */
  public static Optional<BigDecimal> in(String text) {
    Optional<BigDecimal> last = Optional.empty();
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      last = Optional.of(value(number));
    }
    return last;
  }

  private static BigDecimal value(Matcher number) {
    String digits;
    if (number.group(2) != null) {
      digits = number.group(2).replaceAll("[,\\u00a0\\u202f]", "");
    } else if (number.group(3) != null) {
      digits = number.group(3).replace(',', '.');
    } else {
      digits = number.group(4);
    }
    String exponent = number.group(5) == null ? "" : number.group(5);
    return new BigDecimal(
        (number.group(1).isEmpty() || number.group(1).equals("+") ? "" : "-") + digits + exponent);
  }
}
