package org.evalbeam.endpoint;

/**
 * A short, harmless excerpt of what a server sent, for messages: one line, no control characters.
 */
final class Excerpt {

  private static final int LONGEST = 300;

  private Excerpt() {}

  static String of(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
  }
}
