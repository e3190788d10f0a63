package org.evalbeam.pipeline;

import org.evalbeam.pipeline.simulate.Stats;

/**
 * How a run ended, and what the endpoint saw of it.
 *
 * @param code its exit code
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 * @param log everything that was logged meanwhile, at the finest level
 * @param before what the endpoint had seen before
 * @param after what it had seen then
 */
record Ran(int code, String out, String err, String log, Stats before, Stats after) {

  /** Calls that came to the endpoint. */
  long calls() {
    return after.calls() - before.calls();
  }

  /** Calls that named a model. */
  long calls(String model) {
    return after.callsByModel().getOrDefault(model, 0L)
        - before.callsByModel().getOrDefault(model, 0L);
  }

  /** Calls that were answered, and so paid. */
  long paid() {
    return after.ok() - before.ok();
  }

  /** Answers to calls that were answered before. */
  long paidAgain() {
    return after.duplicates() - before.duplicates();
  }
}
