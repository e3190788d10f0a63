package org.evalbeam.dataset;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A dataset's file that can't be understood; names the file and the place in it. */
public final class MalformedDatasetException extends IOException {

  private static final long serialVersionUID = 1L;

  private MalformedDatasetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * A malformed record.
   *
   * @param file path of the file
   * @param line physical line where the record starts, from 1
   * @param problem what was found and what is allowed
   */
  static MalformedDatasetException atLine(String file, long line, String problem) {
    return at(file, "line " + line, problem, null);
  }

  /** Bytes of a line that are no UTF-8. */
  static MalformedDatasetException notUtf8(String file, long line) {
    return atLine(file, line, "not UTF-8; save the file as UTF-8");
  }

  /**
   * Something wrong at a place in a file.
   *
   * @param place such as {@code $[3].query} or {@code row group 2, row 5}
   */
  static MalformedDatasetException at(
      String file, String place, String problem, @Nullable Throwable cause) {
    return new MalformedDatasetException(file + ", " + place + ": " + problem, cause);
  }

  /** A file that is no dataset of its format at all. */
  static MalformedDatasetException of(String file, String problem, @Nullable Throwable cause) {
    return new MalformedDatasetException(file + ": " + problem, cause);
  }
}
