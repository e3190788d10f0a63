package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.hadoop.ParquetReader;
import org.evalbeam.dataset.ChannelInputFile;

/**
 * Reads some columns of a table row by row, for tables that may be larger than memory: the columns
 * that are not asked for are not read.
 */
final class ScanTable {

  private ScanTable() {}

  static void of(Table<?> table, String folder, Set<String> columns, Consumer<ScannedRow> each)
      throws IOException {
    Configuration chosen = new Configuration(false);
    Schema schema = chosen(TableFile.schemaOf(table.type()), columns);
    AvroReadSupport.setRequestedProjection(chosen, schema);
    AvroReadSupport.setAvroReadSchema(chosen, schema);
    for (MatchResult.Metadata file : ReadTable.files(table, folder)) {
      try (SeekableByteChannel channel = (SeekableByteChannel) FileSystems.open(file.resourceId());
          ParquetReader<GenericRecord> reader =
              AvroParquetReader.<GenericRecord>builder(
                      new ChannelInputFile(channel, file.sizeBytes()))
                  .withConf(chosen)
                  .build()) {
        for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
          each.accept(new ScannedRow(row));
        }
      }
    }
  }

  private static Schema chosen(Schema whole, Set<String> columns) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : whole.getFields()) {
      if (columns.contains(field.name())) {
        fields.add(new Schema.Field(field, field.schema()));
      }
    }
    if (fields.size() < columns.size()) {
      throw new IllegalArgumentException("no such columns: " + columns);
    }
    return Schema.createRecord(
        whole.getName(), whole.getDoc(), whole.getNamespace(), false, fields);
  }
}
