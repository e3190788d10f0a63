package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;

/** Writes a table of a finished set that no run has made, row by row. */
public final class LargeTable {

  private LargeTable() {}

  /** Writes it, in the place of what an earlier test left there. */
  public static <T> void write(Table<T> table, Path folder, Stream<T> rows) throws IOException {
    Path place = folder.resolve(table.name());
    Trees.delete(FileSystems.matchNewResource(place.toString(), true));
    try (TableFile<T> file = TableFile.create(table.type(), place + "/")) {
      for (Iterator<T> row = rows.iterator(); row.hasNext(); ) {
        file.write(row.next());
      }
    }
  }
}
