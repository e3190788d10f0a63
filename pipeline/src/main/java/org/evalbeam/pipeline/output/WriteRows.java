package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.util.List;

/** Writes a table that the program has in memory, without a pipeline around it. */
public final class WriteRows {

  private WriteRows() {}

  /** Writes the rows into one file of the run's own folder. */
  public static <T> void of(Table<T> table, List<T> rows, RunFolder folder) throws IOException {
    TableFiles.writeWhole(table, rows, folder.staging());
  }
}
