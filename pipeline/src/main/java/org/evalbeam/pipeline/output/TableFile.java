package org.evalbeam.pipeline.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.beam.sdk.extensions.avro.schemas.utils.AvroUtils;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.evalbeam.flow.RecordSchemas;

/**
 * A Parquet file of a table that is being written: zstd, three-level lists (the older two-level
 * ones can't hold null elements), and in the footer an Avro schema with each column's
 * documentation.
 *
 * @param <T> the record of a row
 */
final class TableFile<T> implements Closeable {

  /** How the name of each file of a table ends. */
  static final String ENDING = ".parquet";

  /** Bytes buffered before a row group is written; several files are open at once. */
  private static final long ROW_GROUP = 32L << 20;

  private final String path;
  private final Schema schema;
  private final WritableByteChannel channel;
  private final ParquetWriter<IndexedRecord> writer;

  private TableFile(String path, Schema schema) throws IOException {
    this.path = path;
    this.schema = schema;
    this.channel =
        FileSystems.create(FileSystems.matchNewResource(path, false), "application/octet-stream");
    try {
      this.writer = writer(channel, schema);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static ParquetWriter<IndexedRecord> writer(WritableByteChannel channel, Schema schema)
      throws IOException {
    return AvroParquetWriter.<IndexedRecord>builder(new ChannelOutputFile(channel))
        .withSchema(schema)
        .withDataModel(GenericData.get())
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withRowGroupSize(ROW_GROUP)
        // Histograms of levels, value by value, that no reader of ours or of notebooks looks at
        // yet.
        .withSizeStatisticsEnabled(false)
        // Hadoop's own configuration reads its defaults, files of XML, for each file anew.
        .withConf(new PlainParquetConfiguration())
        .config(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false")
        .build();
  }

  /**
   * Begins a file of a table under a name that no other has.
   *
   * @param type the record of a row
   * @param folder path of the table's folder, with a slash at its end
   */
  static <T> TableFile<T> create(Class<T> type, String folder) throws IOException {
    return new TableFile<>(folder + UUID.randomUUID() + ENDING, schemaOf(type));
  }

  /** The Avro schema of a record's table. */
  static Schema schemaOf(Class<?> type) {
    return AvroUtils.toAvroSchema(RecordSchemas.of(type), type.getSimpleName(), "org.evalbeam");
  }

  /** Where it is written. */
  String path() {
    return path;
  }

  void write(T record) throws IOException {
    writer.write(new RecordView(RecordSchemas.fields(record), schema));
  }

  /** Ends the file: only then is it one. */
  @Override
  public void close() throws IOException {
    try (channel) {
      writer.close();
    }
  }
}
