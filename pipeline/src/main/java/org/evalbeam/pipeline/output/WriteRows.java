package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/** Writes a table that the program has in memory, without a pipeline around it. */
public final class WriteRows {

  private WriteRows() {}

  /**
   * Gives each table that no row was written to a file without rows, for a runner writes none then,
   * and readers look for the files of all tables.
   */
  public static void whereMissing(RunFolder folder) throws IOException {
    for (Table<?> table : Table.all()) {
      if (!folder.holds(table)) {
        of(table, List.of(), folder);
      }
    }
  }

  /** Writes the rows into one file of the run's own folder. */
  public static <T> void of(Table<T> table, List<T> rows, RunFolder folder) throws IOException {
    try (WritableByteChannel channel =
        Channels.newChannel(folder.create(table.name() + "/" + WriteFile.NAME))) {
      WriteFile.write(table.type(), rows, channel);
    }
  }
}
