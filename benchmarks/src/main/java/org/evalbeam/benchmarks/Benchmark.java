package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;

/** One question about the program's speed, answered by running it. */
interface Benchmark {

  /** The name on the command line. */
  String name();

  /** What is run, in one line. */
  String description();

  /**
   * Runs it once.
   *
   * @param bench where to run it
   * @return the same figures in the same order each time
   */
  List<Figure> measure(Bench bench) throws IOException, InterruptedException;
}
