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
    if (hex.length() != DIGITS || !hex.chars().allMatch(c -> digit(c) >= 0)) {
      throw new IllegalArgumentException(
          "a %s of %d characters; 32 digits of 0-9 and a-f are needed"
              .formatted(what, hex.length()));
    }
    return new EntryId(
        Long.parseUnsignedLong(hex, 0, DIGITS / 2, 16),
        Long.parseUnsignedLong(hex, DIGITS / 2, DIGITS, 16));
  }

  /** The value of a lowercase hexadecimal digit; -1 of anything else. */
  static int digit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
}
