package org.evalbeam.endpoint.pacing;

import java.time.Duration;

/**
 * How long a call stood in line, whether it got its turn or left without one.
 *
 * @param forPlace kept back by calls in flight
 * @param forRate kept back by rates and by cooldowns
 */
public record Waited(Duration forPlace, Duration forRate) {}
