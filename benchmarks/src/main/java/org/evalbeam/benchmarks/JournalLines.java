package org.evalbeam.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads a journal as barely as can be: its lines one after the other, each parsed as JSON. */
final class JournalLines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JournalLines() {}

  /**
   * Reads all replies of a journal.
   *
   * @param bodies told the body of each reply
   */
  static void read(Path journal, Consumer<String> bodies) throws IOException {
    try (DirectoryStream<Path> segments = Files.newDirectoryStream(journal, "*.seg")) {
      for (Path segment : segments) {
        readSegment(segment, bodies);
      }
    }
  }

  private static void readSegment(Path segment, Consumer<String> bodies) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(segment)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int json = line.indexOf('{');
        if (json >= 0) {
          String body = JSON.readTree(line.substring(json)).path("body").textValue();
          if (body == null) {
            throw new IOException("not an entry of a journal: " + line);
          }
          bodies.accept(body);
        }
      }
    }
  }
}
