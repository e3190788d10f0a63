package org.evalbeam.pipeline.simulate;

import java.util.List;
import org.evalbeam.pipeline.simulate.protocol.ApiException;
import org.evalbeam.pipeline.simulate.protocol.Gauge;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call may go on.
 *
 * @param refusal what was exceeded; null: the call is let in
 * @param retryAfterSeconds when to come back; 0: nothing is said of it
 * @param reservedTokens output tokens that were taken at admission
 * @param gauges how the limits stand now, for the headers of the reply, good or not
 */
record Admission(
    @Nullable ApiException refusal,
    long retryAfterSeconds,
    int reservedTokens,
    List<Gauge> gauges) {}
