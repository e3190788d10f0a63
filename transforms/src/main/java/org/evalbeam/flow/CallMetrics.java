package org.evalbeam.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.beam.sdk.metrics.Metrics;
import org.evalbeam.data.Answer;
import org.evalbeam.endpoint.CallMeter;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.EndpointClient;

/**
 * Tells the runner how the endpoints are called: for each the calls in flight that are allowed now,
 * the requests, those refused (429), and how often the pace was changed for it; and to whoever
 * scales workers, that time was spent throttled. Only a bundle's own thread may speak to a runner,
 * so that it speaks for all the calls of the process; results never use these figures.
 */
final class CallMetrics {

  private static final String NAMESPACE = "evalbeam";
  private static final double MILLIS = 1000;
  private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._-]+");

  private final Map<Endpoint, Told> told = new HashMap<>();

  /** What the runner has been told of an endpoint. */
  private static final class Told {
    private long requests;
    private long refused;
    private long changes;
  }

  /** Tells of one answer that its call was held back. */
  static void throttled(Answer answer) {
    Double waited = answer.pacingWaitTime();
    if (waited != null && waited > 0) {
      Metrics.counter(Metrics.THROTTLE_TIME_NAMESPACE, Metrics.THROTTLE_TIME_COUNTER_NAME)
          .inc(Math.round(waited * MILLIS));
    }
  }

  /** Tells what is new since the last time. */
  synchronized void tell(Iterable<EndpointClient> clients) {
    for (EndpointClient client : clients) {
      Endpoint endpoint = client.endpoint();
      CallMeter meter = client.meter();
      Told before = told.computeIfAbsent(endpoint, first -> new Told());
      long requests = meter.attempts();
      long refused = meter.refusals();
      long changes = meter.paceChanges();
      String name = UNUSUAL.matcher(endpoint.name()).replaceAll("_");
      Metrics.gauge(NAMESPACE, "window of " + name).set(client.pace().window());
      Metrics.counter(NAMESPACE, "requests to " + name).inc(requests - before.requests);
      Metrics.counter(NAMESPACE, "refused by " + name).inc(refused - before.refused);
      Metrics.counter(NAMESPACE, "changes of pace of " + name).inc(changes - before.changes);
      before.requests = requests;
      before.refused = refused;
      before.changes = changes;
    }
  }
}
