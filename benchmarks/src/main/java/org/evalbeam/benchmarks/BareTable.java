package org.evalbeam.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/** The program's tables, read and written with parquet-avro alone. */
final class BareTable {

  private BareTable() {}

  /** What is told each row of a table, until it wants no more. */
  interface Rows {
    boolean take(GenericRecord row) throws IOException;
  }

  /**
   * Reads a table's rows.
   *
   * @param rows tells whether it wants another one
   */
  static void read(Path table, Rows rows) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(table, "*.parquet")) {
      for (Path file : files) {
        if (!readFile(file, rows)) {
          return;
        }
      }
    }
  }

  private static boolean readFile(Path file, Rows rows) throws IOException {
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file)).build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        if (!rows.take(row)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Begins a file, as the program writes them. */
  static ParquetWriter<GenericRecord> writer(Path file, Schema schema) throws IOException {
    return AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
        .withSchema(schema)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withConf(new PlainParquetConfiguration())
        .config(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false")
        .build();
  }
}
