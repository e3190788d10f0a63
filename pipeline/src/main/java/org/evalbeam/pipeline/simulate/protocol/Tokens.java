package org.evalbeam.pipeline.simulate.protocol;

/** The estimate of tokens used here: a quarter of the UTF-16 characters, rounded up. */
public final class Tokens {

  /** The tokens of an image: as many as OpenAI has for one of 1,024 × 1,536 pixels, about. */
  static final int OF_IMAGE = 1_000;

  private static final int CHARACTERS = 4;

  private Tokens() {}

  /** The tokens of a text of so many characters. */
  public static int of(int characters) {
    return (characters + CHARACTERS - 1) / CHARACTERS;
  }

  /** The tokens of a text. */
  public static int of(String text) {
    return of(text.length());
  }

  /**
   * A text cut to so many tokens, one character less where the last would be half of a surrogate
   * pair.
   */
  static String head(String text, int tokens) {
    if (of(text) <= tokens) {
      return text;
    }
    int length = tokens * CHARACTERS;
    boolean split = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, split ? length - 1 : length);
  }
}
