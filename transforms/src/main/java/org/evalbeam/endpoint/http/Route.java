package org.evalbeam.endpoint.http;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How requests travel to a host.
 *
 * @param proxy URL of an HTTP proxy; null for a direct connection
 * @param ca path of a PEM file with the certificates of the authorities that are trusted instead of
 *     the platform's; null for the platform's
 */
public record Route(@Nullable String proxy, @Nullable String ca) implements Serializable {

  /** Directly, trusting whom the platform trusts. */
  public static final Route DIRECT = new Route(null, null);
}
