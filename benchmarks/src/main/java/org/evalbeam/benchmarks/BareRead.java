package org.evalbeam.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The least that using a journal again can take: every line of it read, its JSON parsed. */
final class BareRead {

  private static final ObjectMapper JSON = new ObjectMapper();

  private BareRead() {}

  /**
   * Reads a journal and prints the seconds that it took.
   *
   * @param args folder of the journal
   */
  public static void main(String[] args) throws IOException {
    long start = System.nanoTime();
    try (DirectoryStream<Path> segments = Files.newDirectoryStream(Path.of(args[0]), "*.seg")) {
      for (Path segment : segments) {
        read(segment);
      }
    }
    System.out.println((System.nanoTime() - start) / 1e9);
  }

  private static void read(Path segment) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(segment)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int json = line.indexOf('{');
        if (json >= 0 && !JSON.readTree(line.substring(json)).path("body").isTextual()) {
          throw new IOException("not an entry of a journal: " + line);
        }
      }
    }
  }
}
