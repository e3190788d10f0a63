package org.evalbeam.endpoint.pacing;

import org.jspecify.annotations.Nullable;

/**
 * A change of how fast an endpoint is called, for logs and metrics.
 *
 * @param endpoint its name
 * @param kind what happened
 * @param window calls in flight that are allowed from now on
 * @param requestsPerMinute rate learned from refusals, from now on; null: none
 * @param reason why, in words
 */
public record PaceChange(
    String endpoint, Kind kind, int window, @Nullable Double requestsPerMinute, String reason) {

  /** What can happen. */
  public enum Kind {
    /** More calls in flight, because those before succeeded; told when the number has doubled. */
    GROWN,
    /** Fewer and slower, because a call was refused. */
    CUT,
    /** As before, but none for a while, because a call was refused again. */
    PAUSED,
    /** What a refusal taught no longer holds anything back. */
    FORGOTTEN,
    /** A limit was taken from the headers of replies, or a way of counting from a refusal. */
    LEARNED
  }
}
