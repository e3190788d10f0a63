package org.evalbeam.pipeline.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.beam.sdk.extensions.avro.schemas.utils.AvroUtils;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
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
  private final WritableByteChannel channel;
  private final ParquetWriter<T> writer;

  private TableFile(String path, Class<T> type) throws IOException {
    this.path = path;
    this.channel =
        FileSystems.create(FileSystems.matchNewResource(path, false), "application/octet-stream");
    try {
      this.writer = writer(channel, type);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static <T> ParquetWriter<T> writer(WritableByteChannel channel, Class<T> type)
      throws IOException {
    return new Builder<>(new ChannelOutputFile(channel), type)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withRowGroupSize(ROW_GROUP)
        // Hadoop's own configuration reads its defaults, files of XML, for each file anew.
        .withConf(new PlainParquetConfiguration())
        .config(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false")
        // Histograms of levels, value by value, that no reader of ours or of notebooks looks at
        // yet.
        .withSizeStatisticsEnabled(false)
        .build();
  }

  /**
   * Begins a file of a table under a name that no other has.
   *
   * @param type the record of a row
   * @param folder path of the table's folder, with a slash at its end
   */
  static <T> TableFile<T> create(Class<T> type, String folder) throws IOException {
    return new TableFile<>(folder + UUID.randomUUID() + ENDING, type);
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
    writer.write(record);
  }

  /** Ends the file: only then is it one. */
  @Override
  public void close() throws IOException {
    try (channel) {
      writer.close();
    }
  }

  /** Builds the writer of a file for one record class. */
  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {

    private final Class<T> type;

    Builder(OutputFile file, Class<T> type) {
      super(file);
      this.type = type;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract, though only the other one is called
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return getWriteSupport(new HadoopParquetConfiguration(configuration));
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return RecordWriteSupport.of(type, schemaOf(type), configuration);
    }
  }
}
