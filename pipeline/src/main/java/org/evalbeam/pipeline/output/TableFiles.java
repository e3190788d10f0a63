package org.evalbeam.pipeline.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.evalbeam.flow.FolderFiles;

/**
 * Where the files of a run's tables are before they are published, and how a short list of texts is
 * kept there: a line for each.
 */
final class TableFiles {

  private static final String LIST = "files";

  private TableFiles() {}

  /** Path of the folder that a run's files of a table are written to, with a slash at its end. */
  static String folder(Table<?> table, String runFolder) {
    return runFolder + table.name() + "/";
  }

  /** Path of the list of a table's files, which says what of the folder counts. */
  static String list(Table<?> table, String runFolder) {
    return folder(table, runFolder) + LIST;
  }

  /**
   * The files of a table that count.
   *
   * @return none where a small table has no rows, and so no list
   */
  static List<String> listed(Table<?> table, String runFolder) throws IOException {
    String list = list(table, runFolder);
    return table.isSmall() && !FolderFiles.exists(resource(list)) ? List.of() : readLines(list);
  }

  /**
   * The files of a table that was published, by name.
   *
   * @param folder path of the folder that holds the tables, with a slash at its end
   * @return none where there is no such table
   */
  static List<MatchResult.Metadata> published(Table<?> table, String folder) throws IOException {
    return FolderFiles.list(folder(table, folder), "", TableFile.ENDING);
  }

  /** Writes all rows of a table into one file and lists it. */
  static <T> void writeWhole(Table<T> table, Iterable<T> rows, String runFolder)
      throws IOException {
    TableFile<T> file = TableFile.create(table.type(), folder(table, runFolder));
    try (file) {
      for (T row : rows) {
        file.write(row);
      }
    }
    writeLines(list(table, runFolder), List.of(file.path()));
  }

  static void writeLines(String path, Iterable<String> lines) throws IOException {
    try (PrintWriter out =
        new PrintWriter(
            Channels.newOutputStream(FileSystems.create(resource(path), "text/plain")),
            false,
            StandardCharsets.UTF_8)) {
      lines.forEach(line -> out.print(line + "\n"));
      if (out.checkError()) {
        throw new IOException("can't be written: " + path);
      }
    }
  }

  static List<String> readLines(String path) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(FileSystems.open(resource(path))),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  private static ResourceId resource(String path) {
    return FileSystems.matchNewResource(path, false);
  }
}
