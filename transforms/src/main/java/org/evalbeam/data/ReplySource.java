package org.evalbeam.data;

/** Where a reply came from: tells what was paid for in this run. */
public enum ReplySource {
  /** A request of this trial. */
  CALL,
  /**
   * Another request that ended while this run went on: an equal trial's, that of a bundle which was
   * tried before, or that of another run on the same journal.
   */
  SHARED,
  /** A reply kept from an earlier run. */
  JOURNAL,
  /** The spec, which brought the answer along. */
  SUPPLIED
}
