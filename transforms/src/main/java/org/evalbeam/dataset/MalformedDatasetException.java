package org.evalbeam.dataset;

import java.io.IOException;

/** A dataset's file that can't be understood; names the file and the line. */
public final class MalformedDatasetException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long line;

  /**
   * A malformed record.
   *
   * @param file path of the file
   * @param line physical line where the record starts, from 1
   * @param problem what was found and what is allowed
   */
  public MalformedDatasetException(String file, long line, String problem) {
    super(file + ", line " + line + ": " + problem);
    this.file = file;
    this.line = line;
  }

  /** Path of the file. */
  public String file() {
    return file;
  }

  /** Physical line where the malformed record starts, from 1; of text that isn't UTF-8, its own. */
  public long line() {
    return line;
  }
}
