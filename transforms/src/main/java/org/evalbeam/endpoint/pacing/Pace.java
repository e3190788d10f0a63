package org.evalbeam.endpoint.pacing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is being called at a moment, for progress and metrics.
 *
 * @param window calls in flight that are allowed now
 * @param inFlight calls in flight
 * @param waiting calls in line, roughly
 * @param refused calls refused so far
 * @param cuts how often a refusal made it slower or pause
 * @param requestsPerMinute rate learned from refusals; null: none
 * @param cooldown time in which no call goes
 */
public record Pace(
    int window,
    int inFlight,
    int waiting,
    long refused,
    long cuts,
    @Nullable Double requestsPerMinute,
    Duration cooldown) {}
