package org.evalbeam.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of a dataset in their order, by the files' own column names. */
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

  /** Opens a dataset's first file; the others follow in their turn. */
  static Records open(Dataset dataset, FileOpener opener) throws IOException {
    List<String> files = dataset.files(opener);
    return files.size() == 1
        ? open(files.get(0), dataset.format(), opener)
        : new FileSequence(files, file -> open(file, dataset.format(), opener));
  }

  /** Opens one file. */
  private static Records open(String file, Format format, FileOpener opener) throws IOException {
    if (format == Format.PARQUET) {
      return ParquetRecords.open(file, opener.seek(file));
    }
    InputStream in = Unpacked.of(file, opener.open(file));
    try {
      return switch (format) {
        case CSV -> new CsvRecords(file, new Utf8Reader(file, in));
        case JSONL -> new JsonlRecords(file, new Utf8Lines(file, in));
        case JSON -> new JsonRecords(file, new Utf8Reader(file, in));
        case PARQUET -> throw new IllegalStateException("opened above");
      };
    } catch (IOException | RuntimeException e) {
      try (in) {
        throw e;
      }
    }
  }
}
