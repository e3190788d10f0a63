package org.evalbeam.endpoint;

import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.endpoint.protocol.Reply;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended: a reply or a failure, never both, and what it took.
 *
 * @param reply the reply; null where the call failed
 * @param failure the failure; null where there is a reply
 * @param attempts HTTP requests made
 * @param requestSeconds seconds of the successful request alone; null where none succeeded
 * @param waitSeconds seconds spent waiting for a permit and between attempts
 */
public record CallResult(
    @Nullable Reply reply,
    @Nullable Failure failure,
    int attempts,
    @Nullable Double requestSeconds,
    double waitSeconds) {}
