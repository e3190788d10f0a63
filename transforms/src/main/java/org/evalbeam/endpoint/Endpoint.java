package org.evalbeam.endpoint;

import java.io.Serializable;
import org.evalbeam.endpoint.http.Timeouts;
import org.evalbeam.spec.KeyReference;
import org.jspecify.annotations.Nullable;

/**
 * Where calls of one model go, and how many of them at once: base URL, model and credentials. What
 * is equal in all of these shares its limits.
 *
 * @param name how progress and logs show it
 * @param identity what stands for the address in call ids: the base URL of the spec, marked where
 *     the catalog sends its calls elsewhere, so that it does not change with a port
 * @param url base URL that is really called, without a trailing slash
 * @param model model name in requests
 * @param apiKey reference to the key; null where none is sent
 * @param maxInFlight calls at once
 * @param attempts most requests for one call, the first included
 * @param timeouts limits of time for one request
 */
public record Endpoint(
    String name,
    String identity,
    String url,
    String model,
    @Nullable KeyReference apiKey,
    int maxInFlight,
    int attempts,
    Timeouts timeouts)
    implements Serializable {}
