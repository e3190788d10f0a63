package org.evalbeam.endpoint.protocol;

import java.util.regex.Pattern;

/**
 * A short, harmless excerpt of what a server sent, for messages: one line, no control characters.
 */
public final class Excerpt {

  /** In UTF-16 units. */
  private static final int LONGEST = 300;

  /** Control and format characters, lone surrogates, and Unicode's own line ends. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  private Excerpt() {}

  public static String of(String text) {
    return UNPRINTABLE.matcher(cut(text)).replaceAll(" ").strip();
  }

  /** The start of a text, without half of a surrogate pair at its end. */
  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    boolean inPair = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.substring(0, inPair ? LONGEST - 1 : LONGEST) + "…";
  }
}
