package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;

/** Writes the lines of one journal into segments. Thread-safe. */
interface Appender extends Closeable {

  /**
   * Appends a line; it can be read, and outlives the process on this machine, when this returns.
   *
   * @param range number of the range that holds its task
   * @param line with its newline
   * @throws IOException if it could not be written
   */
  OffsetIndex.Place append(int range, byte[] line) throws IOException;

  /** Brings what is only on this machine to where the journal is kept. */
  void flush() throws IOException;

  /** Flushes and ends all segments. */
  @Override
  void close() throws IOException;
}
