package org.evalbeam.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.evalbeam.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset, in the order of its files. Streams where the format allows it: one record
 * (of Parquet, one row group) is in memory, and about 36 bytes for each distinct query, for the
 * rows' occurrences, as much again for each distinct image.
 *
 * <p>{@code num_line} counts records from 0: headers and blank lines have none. Text stays text
 * ({@code 05} is {@code 05}), JSON values that are no text stand as their characters in the file,
 * null is null. A column goes by the standard name that is mapped to it, else by its own. A mapped
 * column that the file lacks is null; {@link DatasetShapes} tells of it.
 *
 * <p>Reading on throws {@link UncheckedIOException}; its cause is a {@link
 * MalformedDatasetException} where the file can't be understood.
 */
public final class RowReader implements Iterator<Row>, Closeable {

  private final Dataset dataset;
  private final Records records;
  private final ColumnNames names;
  private final Occurrences occurrences = new Occurrences();
  private final Occurrences imageOccurrences = new Occurrences();
  private @Nullable Map<String, @Nullable String> ahead;
  private int numLine;

  private RowReader(Dataset dataset, Records records) throws IOException {
    this.dataset = dataset;
    this.records = records;
    this.names = new ColumnNames(dataset.columnsMap(), dataset.cluster());
  }

  /**
   * Opens a dataset at its first row.
   *
   * @throws MalformedDatasetException where the header can't be understood
   * @throws IOException where the file can't be read
   */
  public static RowReader open(Dataset dataset, FileOpener opener) throws IOException {
    return new RowReader(dataset, Records.open(dataset, opener));
  }

  @Override
  public boolean hasNext() {
    if (ahead == null) {
      try {
        ahead = records.next();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return ahead != null;
  }

  @Override
  public Row next() {
    Map<String, @Nullable String> record = hasNext() ? ahead : null;
    if (record == null) {
      throw new NoSuchElementException("no more rows in " + dataset.path());
    }
    ahead = null;
    Map<String, @Nullable String> columns = names.ofRow(record);
    int occurrence = occurrences.next(columns);
    Row row =
        new Row(
            dataset.name(),
            numLine,
            occurrence,
            imageOccurrence(columns, occurrence),
            names.clusterOf(record),
            Collections.unmodifiableMap(columns));
    numLine = Math.incrementExact(numLine);
    return row;
  }

  /** Rows often ask the same about many images: those stay apart by their images. */
  private int imageOccurrence(Map<String, @Nullable String> columns, int occurrence) {
    String image = columns.get(Row.IMG);
    if (image == null) {
      return occurrence;
    }
    Map<String, @Nullable String> shown = new HashMap<>();
    shown.put("asked", columns.get(Row.QUERY));
    shown.put(Row.IMG, image);
    return imageOccurrences.next(shown);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
