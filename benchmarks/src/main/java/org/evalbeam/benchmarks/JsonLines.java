package org.evalbeam.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads files of JSON as barely as can be: line after line, each parsed. */
final class JsonLines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLines() {}

  /** Reads all lines of a file that have an object, whatever stands before it. */
  static void read(Path file, Consumer<JsonNode> objects) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int json = line.indexOf('{');
        if (json >= 0) {
          objects.accept(JSON.readTree(line.substring(json)));
        }
      }
    }
  }

  /**
   * Reads all replies of a journal.
   *
   * @param bodies told the body of each reply
   */
  static void readJournal(Path journal, Consumer<String> bodies) throws IOException {
    try (DirectoryStream<Path> segments = Files.newDirectoryStream(journal, "*.seg")) {
      for (Path segment : segments) {
        read(segment, entry -> bodies.accept(body(segment, entry)));
      }
    }
  }

  private static String body(Path segment, JsonNode entry) {
    String body = entry.path("body").textValue();
    if (body == null) {
      throw new IllegalArgumentException("no entry of a journal in " + segment + ": " + entry);
    }
    return body;
  }
}
