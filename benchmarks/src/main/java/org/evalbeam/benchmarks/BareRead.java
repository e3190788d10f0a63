package org.evalbeam.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** The least that using a journal again can take: every line of it read, its JSON parsed. */
final class BareRead {

  private BareRead() {}

  /**
   * Reads a journal and prints the seconds that it took.
   *
   * @param args folder of the journal
   */
  public static void main(String[] args) throws IOException {
    long start = System.nanoTime();
    JournalLines.read(Path.of(args[0]), body -> {});
    System.out.println((System.nanoTime() - start) / 1e9);
  }
}
