package org.evalbeam.flow;

import java.io.Closeable;
import java.io.IOException;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.Row;
import org.evalbeam.dataset.RowReader;
import org.jspecify.annotations.Nullable;

/** The rows of a dataset, in order, each with the answers that the spec supplied for it. */
public final class DatasetRows implements Closeable {

  private final RowReader rows;
  private final SuppliedOutputs supplied;
  private final @Nullable Integer limit;
  private int read;

  private DatasetRows(RowReader rows, SuppliedOutputs supplied, @Nullable Integer limit) {
    this.rows = rows;
    this.supplied = supplied;
    this.limit = limit;
  }

  /**
   * Opens a dataset.
   *
   * @param limit rows to read; null for all
   */
  public static DatasetRows open(DatasetSource source, @Nullable Integer limit) throws IOException {
    RowReader rows = RowReader.open(source.dataset(), BeamFiles.OPENER);
    try {
      return new DatasetRows(rows, SuppliedOutputs.open(source.suppliedOutputs()), limit);
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** The next row; null after the last. No row past the limit is read. */
  public @Nullable DatasetRow next() throws IOException {
    if ((limit != null && read >= limit) || !rows.hasNext()) {
      return null;
    }
    read++;
    Row row = rows.next();
    return new DatasetRow(row, supplied.of(row.numLine()));
  }

  @Override
  public void close() throws IOException {
    try {
      rows.close();
    } finally {
      supplied.close();
    }
  }
}
