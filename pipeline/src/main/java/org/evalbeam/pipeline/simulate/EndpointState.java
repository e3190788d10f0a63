package org.evalbeam.pipeline.simulate;

import io.vertx.core.Vertx;
import org.evalbeam.pipeline.simulate.fault.FaultPlan;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of all protocols share.
 *
 * @param vertx timers
 * @param model the simulated models
 * @param requiredKey the key that calls must carry; null: any or none
 * @param delays how long calls wait for their reply
 * @param recordLatencies whether the latency of each call is kept
 * @param faults which calls fail on purpose
 * @param allowance the limits
 * @param log the counters
 */
record EndpointState(
    Vertx vertx,
    SimulatedModel model,
    @Nullable String requiredKey,
    Delays delays,
    boolean recordLatencies,
    FaultPlan faults,
    Allowance allowance,
    CallLog log) {

  static EndpointState of(Vertx vertx, SimulatedOptions options) {
    return new EndpointState(
        vertx,
        new SimulatedModel(
            options.seed(), options.models(), options.knownAnswers(), options.answerLengths()),
        options.requiredKey(),
        options.delays(),
        options.recordLatencies(),
        options.faults(),
        new Allowance(options.limits(), options.nanoClock()),
        new CallLog(options.nanoClock()));
  }

  Stats stats() {
    return log.stats(allowance.mostInFlight());
  }
}
