package org.evalbeam.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.jspecify.annotations.Nullable;

/**
 * The least that making a table can take: its rows read, and written as the program writes them.
 */
final class BareCopy implements BareTable.Rows {

  private final Path file;
  private @Nullable ParquetWriter<GenericRecord> writer;
  private long rows;

  private BareCopy(Path file) {
    this.file = file;
  }

  /**
   * Copies a table and prints the number of its rows.
   *
   * @param args folder of the table, and the file to write
   */
  public static void main(String[] args) throws IOException {
    BareCopy copy = new BareCopy(Path.of(args[1]));
    try {
      BareTable.read(Path.of(args[0]), copy);
    } finally {
      copy.close();
    }
    System.out.println(copy.rows);
  }

  @Override
  public boolean take(GenericRecord row) throws IOException {
    if (writer == null) {
      writer = BareTable.writer(file, row.getSchema());
    }
    writer.write(row);
    rows++;
    return true;
  }

  private void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
