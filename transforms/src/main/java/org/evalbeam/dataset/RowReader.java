package org.evalbeam.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.evalbeam.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset, in the order of its file. Streams: one record is in memory, and about 36
 * bytes for each distinct query, for the rows' occurrences.
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
    Row row =
        new Row(
            dataset.name(),
            numLine,
            occurrences.next(columns),
            names.clusterOf(record),
            Collections.unmodifiableMap(columns));
    numLine = Math.incrementExact(numLine);
    return row;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
