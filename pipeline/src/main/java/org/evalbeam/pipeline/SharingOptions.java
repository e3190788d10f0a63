package org.evalbeam.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.evalbeam.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how several workers share an endpoint's limits. */
final class SharingOptions {

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Processes that make calls at the same time; each takes its share of every limit."
              + " Default: 1, or the workers of the cluster.")
  private @Nullable Integer workers;

  @Option(
      names = "--limiter",
      paramLabel = "URL",
      description =
          "Keep to the rates of the whole job exactly, in a Redis: redis://HOST:PORT. Its password,"
              + " if any, is read from EVALBEAM_LIMITER_PASSWORD.")
  private @Nullable String limiter;

  @Option(
      names = "--shared-paths",
      description =
          "Local paths are the same files on every worker of a cluster, such as those of a mount.")
  private boolean sharedPaths;

  /**
   * Processes that share the limits.
   *
   * @param ofRunner those that the runner may use
   */
  int workers(int ofRunner) {
    return workers == null ? ofRunner : workers;
  }

  /**
   * Checks that each process may have a call in flight without more of them than an endpoint takes.
   *
   * @param workers processes that share the limits
   * @throws UsageException that names the endpoints that take fewer
   */
  static void checkPlaces(Set<Endpoint> endpoints, int workers) throws UsageException {
    List<String> small = new ArrayList<>();
    int least = workers;
    for (Endpoint endpoint : endpoints) {
      Integer places = endpoint.terms().limits().maxInFlight();
      if (places != null && places < workers) {
        small.add(endpoint.name() + " takes " + places);
        least = Math.min(least, places);
      }
    }
    if (!small.isEmpty()) {
      throw new UsageException(
          "max_in_flight: %d workers make %d calls at once at least, and %s; allowed are up to %d"
                  .formatted(workers, workers, String.join(", ", small), least)
              + " workers (--workers, or fewer of the cluster), or a larger max_in_flight");
    }
  }

  boolean sharedPaths() {
    return sharedPaths;
  }

  @Nullable String limiter() {
    return limiter;
  }

  void check() throws UsageException {
    if (workers != null && workers < 1) {
      throw new UsageException("--workers: found " + workers + "; a number from 1 is allowed");
    }
    if (limiter != null && !limiter.matches("redis://[^@/?#]+:\\d+(/\\d*)?")) {
      throw new UsageException(
          "--limiter: found something else (not shown), must be redis://HOST:PORT or"
              + " redis://HOST:PORT/DATABASE, without a password");
    }
  }
}
