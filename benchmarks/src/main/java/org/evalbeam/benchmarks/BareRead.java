package org.evalbeam.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The least that running again can take: every line of the dataset and of the journal read, its
 * JSON parsed.
 */
final class BareRead {

  private BareRead() {}

  /**
   * Reads both and prints the seconds that each took.
   *
   * @param args the dataset, a file of JSON lines, and folder of the journal
   */
  public static void main(String[] args) throws IOException {
    long start = System.nanoTime();
    JsonLines.read(Path.of(args[0]), line -> {});
    long datasetRead = System.nanoTime();
    JsonLines.readJournal(Path.of(args[1]), body -> {});
    System.out.println((datasetRead - start) / 1e9 + " " + (System.nanoTime() - datasetRead) / 1e9);
  }
}
