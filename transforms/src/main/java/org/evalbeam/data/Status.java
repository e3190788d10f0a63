package org.evalbeam.data;

/** How an answer or an observation ended; every trial ends in exactly one of these. */
public enum Status {
  /** There is an answer, or a score. */
  OK,
  /** There is none, for a reason that is not the metric's own. Counts against the failure rate. */
  FAILED,
  /** The judge replied, but no score could be read. Counts against the failure rate. */
  UNPARSED,
  /** The metric has no meaning for this answer. Does not count against the failure rate. */
  NOT_APPLICABLE
}
