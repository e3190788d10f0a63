package org.evalbeam.pipeline;

import java.util.Set;

/** Machines that a job is sent to, as far as the program must know them. */
interface Cluster {

  /** The most processes that may make calls for the job at the same time. */
  int workers();

  /** Hosts of workers that are not this machine, as far as they are known. */
  Set<String> otherHosts();

  /**
   * Looks after a job from before it is sent until it has ended: while the program lives, the
   * cluster knows; when the program is stopped, so is the job.
   *
   * @param job its name, unlike any other's
   * @return to be closed when the job has ended
   */
  Watch watch(String job);

  /** Looks after a job until it is closed. */
  @FunctionalInterface
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** The cluster in words, for a screen. */
  @Override
  String toString();
}
