package org.evalbeam.endpoint;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import org.evalbeam.endpoint.http.Route;
import org.evalbeam.endpoint.http.Timeouts;
import org.evalbeam.endpoint.pacing.Limits;
import org.evalbeam.endpoint.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is called: all that the endpoint catalog says besides the address.
 *
 * @param protocol how it is spoken to
 * @param headers headers that every request carries besides the protocol's own
 * @param limits what it allows
 * @param attempts most requests for one call, the first included; refusals do not count
 * @param retryFor time after which a call that keeps failing is given up, and an endpoint that
 *     keeps refusing
 * @param timeouts limits of time for one request
 * @param route how requests travel
 * @param price what its tokens cost; null where that is not known
 * @param zone electricity zone of its machines, as a code of three letters; null where not known
 */
public record Terms(
    Dialect protocol,
    Map<String, String> headers,
    Limits limits,
    int attempts,
    Duration retryFor,
    Timeouts timeouts,
    Route route,
    @Nullable Price price,
    @Nullable String zone)
    implements Serializable {

  /** What holds where a catalog says nothing: the limits are to be found out. */
  public static final Terms DEFAULT =
      new Terms(
          Dialect.OPENAI,
          Map.of(),
          Limits.UNKNOWN,
          RetryPolicy.DEFAULT.attempts(),
          RetryPolicy.DEFAULT.total(),
          Timeouts.DEFAULT,
          Route.DIRECT,
          null,
          null);

  /** These, with the price of one model. */
  Terms withPrice(@Nullable Price known) {
    return new Terms(protocol, headers, limits, attempts, retryFor, timeouts, route, known, zone);
  }
}
