package org.evalbeam.spec.tree;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/**
 * A text that is not in the format that it should be in. It has no cause, for the parser's own
 * exception may quote the text, and a key with it.
 */
public final class Malformed extends Exception {

  private static final long serialVersionUID = 1L;

  private Malformed(String message) {
    super(message);
  }

  /** The text is empty, or nothing but white space and comments. */
  static Malformed empty(String format) {
    return new Malformed("not " + format + ": found nothing");
  }

  /**
   * What a parser found wrong.
   *
   * @param format name of the format
   * @param line from 1
   * @param column from 1
   * @param what the complaint, without quotes from the text
   */
  static Malformed at(String format, int line, int column, String what) {
    return new Malformed("not %s at line %d, column %d: %s".formatted(format, line, column, what));
  }

  /** As the other; line and column are the exception's, where it has them. */
  static Malformed at(String format, JsonProcessingException e, String what) {
    JsonLocation at = e.getLocation();
    return at == null
        ? new Malformed("not %s: %s".formatted(format, what))
        : at(format, at.getLineNr(), at.getColumnNr(), what);
  }

  /** What is wrong, with line and column. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** The same as the one problem of a whole file. */
  InvalidSpecException in(String file) {
    return new InvalidSpecException(file, List.of(new Problem(Place.ROOT.path(), message())));
  }
}
