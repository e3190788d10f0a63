package org.evalbeam.metric.text;

import java.util.ArrayList;
import java.util.List;

/**
 * White space as Python's {@code str.isspace} has it, since the tools that our metrics are held
 * against are written in Python: also no-break spaces and the line end U+0085, which {@link
 * String#strip} keeps.
 */
public final class WhiteSpace {

  private static final int NEXT_LINE = 0x85;

  /** The ASCII characters, for most text consists of them. */
  private static final boolean[] ASCII = new boolean[0x80];

  static {
    for (int c = 0; c < ASCII.length; c++) {
      ASCII[c] = isByUnicode(c);
    }
  }

  private WhiteSpace() {}

  /** Whether a character is white space; all of it is in the basic plane. */
  public static boolean is(int codePoint) {
    return codePoint < ASCII.length ? ASCII[codePoint] : isByUnicode(codePoint);
  }

  private static boolean isByUnicode(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == NEXT_LINE;
  }

  /** The text without white space at its ends. */
  public static String strip(String text) {
    return strip(text, "", "");
  }

  /**
   * The text without white space and marks at its ends, in any mixture.
   *
   * @param atStart marks that are stripped at the start
   * @param atEnd marks that are stripped at the end
   */
  public static String strip(String text, String atStart, String atEnd) {
    int from = 0;
    int to = text.length();
    while (from < to && isStripped(text.charAt(from), atStart)) {
      from++;
    }
    while (from < to && isStripped(text.charAt(to - 1), atEnd)) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isStripped(char c, String marks) {
    return is(c) || marks.indexOf(c) >= 0;
  }

  /** What stands between white space. */
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || is(text.charAt(i))) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** How many {@link #words} a text has. */
  public static int countWords(String text) {
    int words = 0;
    boolean within = false;
    for (int i = 0; i < text.length(); i++) {
      boolean before = within;
      within = !is(text.charAt(i));
      words += within && !before ? 1 : 0;
    }
    return words;
  }
}
