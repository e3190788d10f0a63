package org.evalbeam.pipeline.output;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.extensions.avro.schemas.utils.AvroUtils;
import org.apache.beam.sdk.io.FileIO;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.evalbeam.flow.RecordSchemas;
import org.jspecify.annotations.Nullable;

/**
 * Writes records into a Parquet file: zstd, three-level lists (the older two-level ones can't hold
 * null elements), and in the footer an Avro schema with each column's documentation.
 */
final class ParquetSink<T> implements FileIO.Sink<T> {

  private static final long serialVersionUID = 1L;

  /** Bytes buffered before a row group is written; several files are open at once. */
  private static final long ROW_GROUP = 32L << 20;

  private final Class<T> type;
  private transient @Nullable Schema schema;
  private transient @Nullable ParquetWriter<GenericRecord> writer;

  ParquetSink(Class<T> type) {
    this.type = type;
  }

  /** The Avro schema of a record's table. */
  static Schema schemaOf(Class<?> type) {
    return AvroUtils.toAvroSchema(RecordSchemas.of(type), type.getSimpleName(), "org.evalbeam");
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    schema = schemaOf(type);
    writer =
        AvroParquetWriter.<GenericRecord>builder(new ChannelOutputFile(channel))
            .withSchema(schema)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP)
            .config(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false")
            .build();
  }

  @Override
  public void write(T record) throws IOException {
    requireNonNull(writer).write(AvroUtils.toGenericRecord(RecordSchemas.toRow(record), schema));
  }

  @Override
  public void flush() throws IOException {
    requireNonNull(writer).close();
  }
}
