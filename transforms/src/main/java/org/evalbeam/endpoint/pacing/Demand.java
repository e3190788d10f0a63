package org.evalbeam.endpoint.pacing;

import org.jspecify.annotations.Nullable;

/** x. */
public record Demand(long inputTokens, @Nullable Long mostOutputTokens) {}
