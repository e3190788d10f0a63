package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.util.List;

/** Writes a table that the program has in memory, without a pipeline around it. */
public final class WriteRows {

  private WriteRows() {}

  /** Writes the rows into one file of the run's own folder. */
  public static <T> void of(Table<T> table, List<T> rows, RunFolder folder) throws IOException {
    String run = folder.staging();
    TableFile<T> file = TableFile.create(table.type(), TableFiles.folder(table, run));
    try (file) {
      for (T row : rows) {
        file.write(row);
      }
    }
    TableFiles.writeLines(TableFiles.list(table, run), List.of(file.path()));
  }
}
