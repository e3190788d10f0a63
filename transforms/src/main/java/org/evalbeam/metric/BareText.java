package org.evalbeam.metric;

import java.util.Locale;
import org.evalbeam.metric.text.WhiteSpace;

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
    return WhiteSpace.strip(text, AT_BOTH_ENDS, AT_BOTH_ENDS + FINAL_PUNCTUATION)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
