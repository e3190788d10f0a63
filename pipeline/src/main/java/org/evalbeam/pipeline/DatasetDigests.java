package org.evalbeam.pipeline;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.flow.BeamFiles;
import org.evalbeam.flow.DatasetSource;

/**
 * Finds out what a run's datasets hold, for the manifest, while the run goes on: hashing takes some
 * 50 s for each gigabyte, and after a night's run it would be the hash of what stands there by
 * then.
 */
final class DatasetDigests {

  private DatasetDigests() {}

  /**
   * A dataset's files.
   *
   * @param files how many there are
   * @param sha256 SHA-256 of their content, one file after the other, in hexadecimal digits
   */
  record Digested(int files, String sha256) {}

  /**
   * Begins to find out.
   *
   * @return by dataset; an {@link IOException} where one could not be read
   */
  static Aside<Map<String, Digested>> begin(List<DatasetSource> sources) {
    return Aside.begin("dataset digests", () -> find(sources));
  }

  private static Map<String, Digested> find(List<DatasetSource> sources) throws IOException {
    Map<String, Digested> found = new HashMap<>();
    for (DatasetSource source : sources) {
      String name = source.dataset().name();
      try {
        List<String> files = source.dataset().files(BeamFiles.OPENER);
        found.put(name, new Digested(files.size(), Digest.ofFiles(files, BeamFiles.OPENER)));
      } catch (IOException e) {
        throw new IOException("dataset " + name + " could not be hashed for the manifest: " + e, e);
      }
    }
    return found;
  }
}
