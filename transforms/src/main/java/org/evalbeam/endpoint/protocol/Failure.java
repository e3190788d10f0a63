package org.evalbeam.endpoint.protocol;

import org.evalbeam.data.FailureReason;

/**
 * Why a call gave no reply: the one shape of failure for all endpoints and protocols.
 *
 * @param reason the kind of failure
 * @param message what was found, in words, without keys and control characters
 */
public record Failure(FailureReason reason, String message) {}
