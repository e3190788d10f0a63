package org.evalbeam.dataset;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of a CSV file by RFC 4180: comma, double quotes, doubled to stand for one, any line
 * ending, newlines within quotes. The first line is the header. Values are text as it stands, an
 * empty field is the empty text; blank lines are skipped. Fields hold up to 64 Mi characters.
 */
final class CsvRecords implements Records {

  private static final int MOST_CHARACTERS_OF_FIELD = 64 << 20;

  private final String file;
  private final Fields handler = new Fields();
  private final CsvReader<List<String>> reader;
  private final Iterator<List<String>> records;
  private final Set<String> header;

  CsvRecords(String file, Reader text) throws IOException {
    this.file = file;
    this.reader =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(MOST_CHARACTERS_OF_FIELD)
            .build(handler, text);
    this.records = reader.iterator();
    this.header = header();
  }

  private Set<String> header() throws IOException {
    List<String> names = read();
    if (names == null) {
      throw MalformedDatasetException.atLine(file, 1, "no header line: the file is empty");
    }
    Set<String> header = new LinkedHashSet<>();
    for (String name : names) {
      if (name.isBlank()) {
        throw malformed("column " + (header.size() + 1) + " of the header has no name");
      }
      if (!header.add(name)) {
        throw malformed("two columns of the header are named `" + name + "`");
      }
    }
    return Collections.unmodifiableSet(header);
  }

  @Override
  public @Nullable Map<String, @Nullable String> next() throws IOException {
    List<String> fields = read();
    if (fields == null) {
      return null;
    }
    if (fields.size() != header.size()) {
      throw malformed("the row has " + fields.size() + " fields, the header has " + header.size());
    }
    Map<String, @Nullable String> record = new LinkedHashMap<>();
    Iterator<String> names = header.iterator();
    fields.forEach(field -> record.put(names.next(), field));
    return record;
  }

  private @Nullable List<String> read() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (CsvParseException e) {
      throw malformed(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private MalformedDatasetException malformed(String problem) {
    return MalformedDatasetException.atLine(file, handler.line, problem);
  }

  @Override
  public Set<String> columns() {
    return header;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Collects the fields of a record, and keeps the line it starts at for errors met within it. */
  private static final class Fields extends AbstractBaseCsvCallbackHandler<List<String>> {

    private long line = 1;
    private List<String> fields = new ArrayList<>();

    @Override
    protected void handleBegin(long startingLineNumber) {
      line = startingLineNumber;
      fields = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      fields.add(new String(buffer, offset, length));
    }

    @Override
    protected List<String> buildRecord() {
      return fields;
    }
  }
}
