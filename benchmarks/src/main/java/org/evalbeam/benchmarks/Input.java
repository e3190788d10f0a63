package org.evalbeam.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a run is given: an experiment set with its data and catalogs. */
interface Input {

  /**
   * Writes it.
   *
   * @param folder an empty folder
   * @return the program's options that name it
   */
  List<String> write(Path folder) throws IOException;
}
