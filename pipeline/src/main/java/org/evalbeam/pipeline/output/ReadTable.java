package org.evalbeam.pipeline.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.extensions.avro.schemas.utils.AvroUtils;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.evalbeam.dataset.ChannelInputFile;
import org.evalbeam.flow.RecordSchemas;

/** Reads a table of a finished run back into records; for tables that fit into memory. */
public final class ReadTable {

  private ReadTable() {}

  /**
   * All rows of a table.
   *
   * @param folder path of the folder that holds the tables, with a slash at its end
   */
  public static <T> List<T> of(Table<T> table, String folder) throws IOException {
    List<T> rows = new ArrayList<>();
    for (MatchResult.Metadata file : files(table, folder)) {
      read(table, file, rows);
    }
    return rows;
  }

  /** The files of a table, by name. */
  static List<MatchResult.Metadata> files(Table<?> table, String folder) throws IOException {
    List<MatchResult.Metadata> files = TableFiles.published(table, folder);
    if (files.isEmpty()) {
      throw new FileNotFoundException("no table " + table.name() + " in " + folder);
    }
    return files;
  }

  private static <T> void read(Table<T> table, MatchResult.Metadata file, List<T> rows)
      throws IOException {
    try (SeekableByteChannel channel = (SeekableByteChannel) FileSystems.open(file.resourceId());
        ParquetReader<GenericRecord> reader =
            AvroParquetReader.<GenericRecord>builder(
                    new ChannelInputFile(channel, file.sizeBytes()),
                    new PlainParquetConfiguration())
                .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(
            RecordSchemas.fromRow(
                AvroUtils.toBeamRowStrict(row, RecordSchemas.of(table.type())), table.type()));
      }
    }
  }
}
