package org.evalbeam.data;

/** Where a reply came from: tells what was paid for in this run. */
public enum ReplySource {
  /** A request of this trial. */
  CALL,
  /** The request of an equal trial of this run. */
  SHARED,
  /** A reply kept from an earlier run. */
  JOURNAL,
  /** The spec, which brought the answer along. */
  SUPPLIED
}
