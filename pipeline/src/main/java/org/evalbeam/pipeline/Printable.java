package org.evalbeam.pipeline;

import java.util.regex.Pattern;

/**
 * Text as it may be printed: one line, without control and format characters. Names in a spec and
 * messages of a server may hold what moves a cursor, hides text or forges a log line.
 */
final class Printable {

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

  private Printable() {}

  static String of(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ");
  }

  /** Of a text whose lines may stand. */
  static String lines(String text) {
    return text.lines()
        .map(Printable::of)
        .reduce((a, b) -> a + System.lineSeparator() + b)
        .orElse("");
  }
}
