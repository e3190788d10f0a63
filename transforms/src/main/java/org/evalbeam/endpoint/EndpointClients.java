package org.evalbeam.endpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.evalbeam.endpoint.http.PooledHttp;
import org.evalbeam.endpoint.http.Route;
import org.evalbeam.endpoint.pacing.BucketStore;
import org.evalbeam.endpoint.pacing.Pacer;
import org.evalbeam.endpoint.pacing.Time;
import org.jspecify.annotations.Nullable;

/**
 * The clients of all endpoints of a run in this process; those on the same route share a pool of
 * connections.
 */
public final class EndpointClients implements Closeable {

  /** Bytes of a reply after decompression; a long answer is some hundred thousand. */
  private static final long LARGEST_REPLY = 16L << 20;

  private final Map<Route, PooledHttp> pools = new HashMap<>();
  private final BucketStore buckets;
  private final Map<Endpoint, EndpointClient> clients = new LinkedHashMap<>();

  /**
   * Clients for these endpoints; connections are opened as calls need them.
   *
   * @param maxCost what all calls may cost in this process; null for no limit
   * @param buckets where the limits are kept; closed with the clients
   * @throws IOException where a route can't be used
   */
  public EndpointClients(
      Collection<Endpoint> endpoints, Keys keys, @Nullable Double maxCost, BucketStore buckets)
      throws IOException {
    this.buckets = buckets;
    Spending spending = new Spending(maxCost);
    long connections = Math.max(1, endpoints.stream().mapToLong(Endpoint::mostInFlight).sum());
    int pooled = (int) Math.min(connections, Integer.MAX_VALUE);
    Random random = new Random();
    for (Endpoint endpoint : endpoints) {
      Terms terms = endpoint.terms();
      CallMeter meter = new CallMeter();
      clients.put(
          endpoint,
          new EndpointClient(
              endpoint,
              pool(terms.route(), pooled),
              keys,
              pacer(endpoint, random, meter),
              RetryPolicy.DEFAULT.withBudget(terms.attempts(), terms.retryFor()),
              spending,
              meter,
              Time.real(),
              random));
    }
  }

  private Pacer pacer(Endpoint endpoint, Random random, CallMeter meter) {
    return new Pacer(
        endpoint.name(),
        endpoint.identity() + " " + endpoint.model(),
        endpoint.terms().limits(),
        buckets,
        Time.real(),
        random,
        meter::paceChanged);
  }

  private PooledHttp pool(Route route, int connections) throws IOException {
    PooledHttp pool = pools.get(route);
    if (pool == null) {
      pool = new PooledHttp(connections, LARGEST_REPLY, route);
      pools.put(route, pool);
    }
    return pool;
  }

  /** The client of an endpoint of the run. */
  public EndpointClient of(Endpoint endpoint) {
    EndpointClient client = clients.get(endpoint);
    if (client == null) {
      throw new IllegalArgumentException("no endpoint of this run: " + endpoint.name());
    }
    return client;
  }

  /** Makes no more requests; who waits for one is told as by an interrupt. */
  public void stop() {
    clients.values().forEach(EndpointClient::stop);
  }

  /** Makes requests again, for whoever asks for one from now on. */
  public void resume() {
    clients.values().forEach(EndpointClient::resume);
  }

  @Override
  public void close() throws IOException {
    for (PooledHttp pool : pools.values()) {
      pool.close();
    }
    buckets.close();
  }
}
