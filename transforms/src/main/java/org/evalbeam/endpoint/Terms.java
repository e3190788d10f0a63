package org.evalbeam.endpoint;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import org.evalbeam.data.Hosting;
import org.evalbeam.data.ModelSize;
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
 * @param hosting what is known of the model's size and of the machines that it runs on
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
    Hosting hosting)
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
          Hosting.UNKNOWN);

  /** These, with the price and the size of one model. */
  Terms withModel(@Nullable Price knownPrice, @Nullable ModelSize size) {
    return new Terms(
        protocol,
        headers,
        limits,
        attempts,
        retryFor,
        timeouts,
        route,
        knownPrice,
        hosting.withSize(size));
  }
}
