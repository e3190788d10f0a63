package org.evalbeam.journal;

import java.time.Duration;

/**
 * When a segment that is still on this machine is ended and uploaded.
 *
 * @param age since its first entry
 * @param entries how many it holds
 * @param bytes its size
 */
record RollLimits(Duration age, int entries, long bytes) {}
