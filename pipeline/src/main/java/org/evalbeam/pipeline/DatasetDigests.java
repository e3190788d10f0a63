package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.evalbeam.flow.BeamFiles;
import org.evalbeam.flow.DatasetSource;

/**
 * Finds out what a run's datasets hold, for the manifest, while the run goes on: hashing takes some
 * 50 s for each gigabyte, and after a night's run it would be the hash of what stands there by
 * then.
 */
final class DatasetDigests {

  private final FutureTask<Map<String, Digested>> found;

  private DatasetDigests(List<DatasetSource> sources) {
    this.found = new FutureTask<>(() -> find(sources));
  }

  /**
   * A dataset's files.
   *
   * @param files how many there are
   * @param sha256 SHA-256 of their content, one file after the other, in hexadecimal digits
   */
  record Digested(int files, String sha256) {}

  /** Begins to find out. */
  static DatasetDigests begin(List<DatasetSource> sources) {
    DatasetDigests digests = new DatasetDigests(sources);
    Thread thread = new Thread(digests.found, "dataset digests");
    thread.setDaemon(true);
    thread.start();
    return digests;
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

  /**
   * What was found, by dataset; waits for it.
   *
   * @throws IOException where a dataset could not be read
   */
  Map<String, Digested> await() throws IOException {
    try {
      return found.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unread) {
        throw unread;
      }
      throw new IllegalStateException("hashing failed", e);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while datasets were hashed");
    }
  }
}
