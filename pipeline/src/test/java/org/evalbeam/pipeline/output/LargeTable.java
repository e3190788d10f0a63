package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/** Writes a table of a finished set that no run has made, row by row. */
public final class LargeTable {

  private LargeTable() {}

  public static <T> void write(Table<T> table, Path folder, Stream<T> rows) throws IOException {
    Path place = folder.resolve(table.name());
    try (TableFile<T> file = TableFile.create(table.type(), place + "/")) {
      for (Iterator<T> row = rows.iterator(); row.hasNext(); ) {
        file.write(row.next());
      }
    }
  }
}
