package org.evalbeam.pipeline;

import java.util.Set;
import org.evalbeam.dataset.Location;
import org.jspecify.annotations.Nullable;

/** Paths that every worker of a cluster must find the same files at. */
final class SharedPaths {

  private final Set<String> otherHosts;
  private final boolean mounted;

  /**
   * @param otherHosts hosts of workers that are not this machine
   * @param mounted whether the user says that local paths are the same on all of them
   */
  SharedPaths(Set<String> otherHosts, boolean mounted) {
    this.otherHosts = otherHosts;
    this.mounted = mounted;
  }

  /**
   * Checks a path.
   *
   * @param what where the path was given, for the message
   * @param path a path or URI; null: none was given
   * @throws UsageException where workers on other hosts can't see it
   */
  void check(String what, @Nullable String path) throws UsageException {
    if (path != null && !mounted && !otherHosts.isEmpty() && Location.isLocal(path)) {
      throw new UsageException(
          what
              + ": "
              + path
              + " is on this machine, and workers run on "
              + otherHosts.iterator().next()
              + "; give a URI that all can reach (s3://, gs://, hdfs://), or say --shared-paths"
              + " where it is a mount that all workers have");
    }
  }

  /** A path as workers can use it, whose working folder is another. */
  static String absolute(String path) {
    String plain = Location.plain(path);
    return Location.isLocal(plain)
        ? java.nio.file.Path.of(plain).toAbsolutePath().normalize().toString()
        : plain;
  }
}
