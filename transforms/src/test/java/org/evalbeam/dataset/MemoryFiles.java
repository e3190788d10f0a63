package org.evalbeam.dataset;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  @Override
  public InputStream open(String path) throws IOException {
    byte[] content = files.get(path);
    if (content == null) {
      throw new FileNotFoundException(path);
    }
    return new ByteArrayInputStream(content);
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
