package org.evalbeam.dataset;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Records of a Parquet file; one row group, as it stands in the file, is in memory. Values become
 * text as {@link ParquetValues} says. The columns in which pandas keeps an index ({@code
 * __index_level_0__}) are left out.
 */
final class ParquetRecords implements Records {

  private static final Pattern INDEX = Pattern.compile("__index_level_\\d+__");

  private final String file;
  private final ParquetFileReader reader;
  private final MessageType schema;
  private final Set<String> columns = new LinkedHashSet<>();
  private @Nullable RecordReader<Group> rows;
  private int rowGroup;
  private long row;
  private long rowsOfGroup;

  private ParquetRecords(String file, ParquetFileReader reader) {
    this.file = file;
    this.reader = reader;
    MessageType whole = reader.getFileMetaData().getSchema();
    List<Type> fields = new ArrayList<>(whole.getFields());
    fields.removeIf(field -> INDEX.matcher(field.getName()).matches());
    fields.forEach(field -> columns.add(field.getName()));
    this.schema = new MessageType(whole.getName(), fields);
    reader.setRequestedSchema(schema);
  }

  /**
   * Reads the file's footer.
   *
   * @param channel the file; closed with the records, and where they can't be read
   */
  static Records open(String file, SeekableByteChannel channel) throws IOException {
    try {
      return new ParquetRecords(
          file,
          ParquetFileReader.open(
              new ChannelInputFile(channel, channel.size()),
              ParquetReadOptions.builder(new PlainParquetConfiguration())
                  .usePageChecksumVerification()
                  .build()));
    } catch (RuntimeException e) {
      // The library throws all kinds of them on files that are damaged, or none of its own.
      try (channel) {
        // Their messages speak of channels and offsets, and none of what is to be done.
        throw MalformedDatasetException.of(
            file, "no Parquet file, or one that is damaged, cut off or encrypted", e);
      }
    }
  }

  @Override
  public @Nullable Map<String, @Nullable String> next() throws IOException {
    try {
      RecordReader<Group> open = rows;
      while (open == null || row == rowsOfGroup) {
        open = nextRowGroup();
        if (open == null) {
          return null;
        }
      }
      row++;
      return record(open.read());
    } catch (RuntimeException e) {
      throw MalformedDatasetException.at(
          file,
          "row group " + rowGroup + (rows == null ? "" : ", row " + row),
          String.valueOf(e.getMessage()),
          e);
    }
  }

  private @Nullable RecordReader<Group> nextRowGroup() throws IOException {
    rows = null;
    rowGroup++;
    PageReadStore pages = reader.readNextRowGroup();
    if (pages == null) {
      return null;
    }
    row = 0;
    rowsOfGroup = pages.getRowCount();
    rows =
        new ColumnIOFactory()
            .getColumnIO(schema)
            .getRecordReader(pages, new GroupRecordConverter(schema));
    return rows;
  }

  private Map<String, @Nullable String> record(Group group) {
    Map<String, @Nullable String> record = new LinkedHashMap<>();
    for (int i = 0; i < schema.getFieldCount(); i++) {
      record.put(schema.getFieldName(i), JsonText.of(ParquetValues.of(group, i)));
    }
    return record;
  }

  @Override
  public Set<String> columns() {
    return Collections.unmodifiableSet(columns);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
