package org.evalbeam.dataset;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.evalbeam.data.Row;
import org.jspecify.annotations.Nullable;

/** A file system in memory, and the shortest way from a text to its rows. */
final class MemoryFiles implements FileOpener {

  private static final long serialVersionUID = 1L;

  private final HashMap<String, byte[]> files = new HashMap<>();

  static MemoryFiles with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  static MemoryFiles with(String path, byte[] content) {
    MemoryFiles files = new MemoryFiles();
    files.files.put(path, content);
    return files;
  }

  MemoryFiles and(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public InputStream open(String path) throws IOException {
    return new ByteArrayInputStream(content(path));
  }

  @Override
  public SeekableByteChannel seek(String path) throws IOException {
    return new SeekableInMemoryByteChannel(content(path));
  }

  private byte[] content(String path) throws IOException {
    byte[] content = files.get(path);
    if (content == null) {
      throw new FileNotFoundException(path);
    }
    return content;
  }

  /** Only a star at the end of a name, or before its ending, is known. */
  @Override
  public List<String> match(String pattern) {
    int star = pattern.indexOf('*');
    return files.keySet().stream()
        .filter(path -> path.startsWith(pattern.substring(0, star)))
        .filter(path -> path.endsWith(pattern.substring(star + 1)))
        .toList();
  }

  static Dataset csv() {
    return dataset("data.csv", Map.of(), null);
  }

  static Dataset jsonl() {
    return dataset("data.jsonl", Map.of(), null);
  }

  static Dataset dataset(String path, Map<String, String> columnsMap, @Nullable String cluster) {
    return new Dataset("set", null, path, Format.ofPath(path).orElseThrow(), columnsMap, cluster);
  }

  static List<Row> rows(Dataset dataset, String content) throws IOException {
    return rows(dataset, with(dataset.path(), content));
  }

  static List<Row> rows(Dataset dataset, FileOpener files) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (RowReader reader = RowReader.open(dataset, files)) {
      reader.forEachRemaining(rows::add);
    }
    return rows;
  }
}
