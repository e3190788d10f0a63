package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.evalbeam.dataset.ChannelInputFile;
import org.evalbeam.flow.RecordSchemas;
import org.jspecify.annotations.Nullable;

/** Tells tables that another version of the program wrote, before anybody stumbles over them. */
final class TableColumns {

  private TableColumns() {}

  /**
   * What the tables of a folder lack of this version's.
   *
   * @param folder path of the folder that holds the tables, with a slash at its end
   * @return in words; null where nothing is missing
   */
  static @Nullable String missing(String folder) throws IOException {
    for (Table<?> table : Table.all()) {
      String column = missing(table, folder);
      if (column != null) {
        return column;
      }
    }
    return null;
  }

  private static @Nullable String missing(Table<?> table, String folder) throws IOException {
    List<MatchResult.Metadata> files = TableFiles.published(table, folder);
    if (files.isEmpty()) {
      return "there is no table " + table.name();
    }
    for (MatchResult.Metadata file : files) {
      MessageType columns = columns(file);
      for (String column : RecordSchemas.of(table.type()).getFieldNames()) {
        if (!columns.containsField(column)) {
          return "the table " + table.name() + " has no column " + column;
        }
      }
    }
    return null;
  }

  private static MessageType columns(MatchResult.Metadata file) throws IOException {
    try (SeekableByteChannel channel = (SeekableByteChannel) FileSystems.open(file.resourceId());
        ParquetFileReader reader =
            ParquetFileReader.open(
                new ChannelInputFile(channel, file.sizeBytes()),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      return reader.getFileMetaData().getSchema();
    }
  }
}
