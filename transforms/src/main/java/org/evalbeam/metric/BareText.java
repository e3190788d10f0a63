package org.evalbeam.metric;

import java.util.Locale;

/**
 * A short answer reduced to what it says: without space, quotes, brackets, markdown and punctuation
 * at its ends, and case folded. {@code A}, {@code A.}, {@code (A)} and {@code **a**} are {@code a}.
 */
final class BareText {

  private static final String QUOTES = "\"'`\u00b4\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb";
  private static final String BRACKETS = "()[]{}<>";
  private static final String MARKDOWN = "*_#~$";
  private static final String FINAL_PUNCTUATION = ".,;:!?\u2026\u3002";

  private static final String AT_BOTH_ENDS = QUOTES + BRACKETS + MARKDOWN;

  private BareText() {}

  static String of(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isStripped(text.charAt(from), AT_BOTH_ENDS)) {
      from++;
    }
    while (from < to && isStripped(text.charAt(to - 1), AT_BOTH_ENDS + FINAL_PUNCTUATION)) {
      to--;
    }
    return text.substring(from, to).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static boolean isStripped(char c, String marks) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || marks.indexOf(c) >= 0;
  }
}
