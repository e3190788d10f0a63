package org.evalbeam.pipeline.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Texts of models, datasets and servers as they may stand on a page: not too long, and without
 * characters that act instead of being seen. What they are escaped for is the template's business.
 */
final class LegibleText {

  private LegibleText() {}

  /** A text of any origin, whole; empty where it is null. */
  static String of(@Nullable String text) {
    return text == null ? "" : of(text, Integer.MAX_VALUE);
  }

  /**
   * The beginning of a text.
   *
   * @param limit how many chars of it at most
   */
  static String of(String text, int limit) {
    StringBuilder legible = new StringBuilder(Math.min(text.length(), limit) + 16);
    int end = Math.min(text.length(), limit);
    for (int at = 0; at < end; ) {
      int codePoint = text.codePointAt(at);
      if (acts(codePoint)) {
        legible.append(String.format(Locale.ROOT, "⟨U+%04X⟩", codePoint));
      } else {
        legible.appendCodePoint(codePoint);
      }
      at += Character.charCount(codePoint);
    }
    return legible.toString();
  }

  /** The beginning of a text, with an ellipsis where there is more. */
  static String cut(@Nullable String text, int limit) {
    if (text == null) {
      return "";
    }
    return of(text, limit) + (text.length() > limit ? "…" : "");
  }

  /**
   * Controls, what turns the direction of what follows, halves of characters, and what XML calls no
   * character. Joiners stay: emoji and Persian are made with them.
   */
  private static boolean acts(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint != '\n' && codePoint != '\t' && codePoint != '\r';
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT ->
          (codePoint >= 0x202A && codePoint <= 0x202E)
              || (codePoint >= 0x2066 && codePoint <= 0x206F)
              || (codePoint >= 0xFFF9 && codePoint <= 0xFFFB)
              || codePoint == 0xFEFF;
      default -> (codePoint & 0xFFFE) == 0xFFFE;
    };
  }
}
