package org.evalbeam.data;

/** Where a reply came from: tells what was paid for in this run. */
public enum ReplySource {
  /** A request of this trial. */
  CALL,
  /** Another request of this run: an equal trial's, or that of a bundle which was tried before. */
  SHARED,
  /** A reply kept from an earlier run. */
  JOURNAL,
  /** The spec, which brought the answer along. */
  SUPPLIED
}
