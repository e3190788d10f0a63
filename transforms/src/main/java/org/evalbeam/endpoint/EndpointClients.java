package org.evalbeam.endpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.evalbeam.endpoint.http.PooledHttp;
import org.evalbeam.endpoint.pacing.Time;

/** The clients of all endpoints of a run in this process; they share one pool of connections. */
public final class EndpointClients implements Closeable {

  /** Bytes of a reply after decompression; a long answer is some hundred thousand. */
  private static final long LARGEST_REPLY = 16L << 20;

  private final PooledHttp http;
  private final Map<Endpoint, EndpointClient> clients = new LinkedHashMap<>();

  /**
   * Clients for these endpoints; connections are opened as calls need them.
   *
   * @param retries how soon failed calls are made again; how often is the endpoint's
   */
  public EndpointClients(Collection<Endpoint> endpoints, Keys keys, RetryPolicy retries) {
    long connections = endpoints.stream().mapToLong(Endpoint::maxInFlight).sum();
    this.http =
        new PooledHttp((int) Math.min(Math.max(1, connections), Integer.MAX_VALUE), LARGEST_REPLY);
    Random random = new Random();
    for (Endpoint endpoint : endpoints) {
      clients.put(
          endpoint,
          new EndpointClient(
              endpoint,
              http,
              keys,
              retries.withAttempts(endpoint.attempts()),
              Time.real(),
              random));
    }
  }

  /** The client of an endpoint of the run. */
  public EndpointClient of(Endpoint endpoint) {
    EndpointClient client = clients.get(endpoint);
    if (client == null) {
      throw new IllegalArgumentException("no endpoint of this run: " + endpoint.name());
    }
    return client;
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
