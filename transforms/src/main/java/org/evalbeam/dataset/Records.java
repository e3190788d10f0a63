package org.evalbeam.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of a file in their order, by the file's own column names; one a time in memory. */
interface Records extends Closeable {

  /**
   * The next record: the file's column names to values.
   *
   * @return null after the last one
   * @throws MalformedDatasetException where it can't be understood
   */
  @Nullable Map<String, @Nullable String> next() throws IOException;

  /** The columns met so far; all of them once {@link #next} has returned null. */
  Set<String> columns();

  /** Opens a dataset's file. */
  static Records open(Dataset dataset, FileOpener opener) throws IOException {
    Utf8Reader reader = new Utf8Reader(dataset.path(), opener.open(dataset.path()));
    try {
      return switch (dataset.format()) {
        case CSV -> new CsvRecords(dataset.path(), reader);
        case JSONL -> new JsonlRecords(dataset.path(), reader);
      };
    } catch (IOException | RuntimeException e) {
      try (reader) {
        throw e;
      }
    }
  }
}
