package org.evalbeam.endpoint.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The tokens that a reply tells.
 *
 * @param prompt tokens of the request; null where not reported
 * @param completion tokens of the reply; null where not reported
 */
public record Usage(@Nullable Long prompt, @Nullable Long completion) {

  /** Nothing is told. */
  public static final Usage UNKNOWN = new Usage(null, null);
}
