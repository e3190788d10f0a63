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
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/**
 * The least that making a table can take: its rows read, and written as the program writes them.
 */
final class BareCopy {

  private BareCopy() {}

  /**
   * Copies a table and prints the number of its rows.
   *
   * @param args folder of the table, and the file to write
   */
  public static void main(String[] args) throws IOException {
    long rows = 0;
    ParquetWriter<GenericRecord> writer = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(args[0]), "*.parquet")) {
      for (Path file : files) {
        try (ParquetReader<GenericRecord> reader =
            AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file)).build()) {
          for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
            writer = writer == null ? writer(Path.of(args[1]), row.getSchema()) : writer;
            writer.write(row);
            rows++;
          }
        }
      }
    } finally {
      close(writer);
    }
    System.out.println(rows);
  }

  private static void close(@Nullable ParquetWriter<GenericRecord> writer) throws IOException {
    if (writer != null) {
      writer.close();
    }
  }

  private static ParquetWriter<GenericRecord> writer(Path file, Schema schema) throws IOException {
    return AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
        .withSchema(schema)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .config(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false")
        .build();
  }
}
