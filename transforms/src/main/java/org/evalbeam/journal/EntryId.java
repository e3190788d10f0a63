package org.evalbeam.journal;

/**
 * An identity as two numbers, which is how the index keeps it.
 *
 * @param high the first 16 hexadecimal digits
 * @param low the last 16
 */
record EntryId(long high, long low) {

  static final int DIGITS = 32;

  /**
   * Reads an identity.
   *
   * @param what what it identifies, for the message
   * @throws IllegalArgumentException if it is not 32 lowercase hexadecimal digits
   */
  static EntryId of(String what, String hex) {
    long high = 0;
    long low = 0;
    int wrong = hex.length() == DIGITS ? 0 : -1;
    for (int i = 0; i < DIGITS && wrong >= 0; i++) {
      int digit = digit(hex.charAt(i));
      wrong |= digit;
      high = high << 4 | low >>> 60;
      low = low << 4 | digit;
    }
    if (wrong < 0) {
      throw new IllegalArgumentException(
          "a %s of %d characters; 32 digits of 0-9 and a-f are needed"
              .formatted(what, hex.length()));
    }
    return new EntryId(high, low);
  }

  /** The value of a lowercase hexadecimal digit; -1 of anything else. */
  static int digit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
}
