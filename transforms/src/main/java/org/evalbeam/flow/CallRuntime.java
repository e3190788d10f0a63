package org.evalbeam.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.evalbeam.endpoint.CallMeter;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.EndpointClient;
import org.evalbeam.endpoint.EndpointClients;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.endpoint.RetryPolicy;

/**
 * What the bundles of a run share in one process: connections, permits and threads. Limits belong
 * to endpoints, so they must hold however many workers' threads a runner starts here.
 */
public final class CallRuntime implements AutoCloseable {

  /** Open tasks for each call in flight; measured, see RATIONALE.md. */
  private static final double TASKS_PER_PERMIT = 2.5;

  private static final Map<String, CallRuntime> RUNNING = new HashMap<>();

  private final EvaluationPlan plan;
  private final EndpointClients clients;
  private final ExecutorService threads = TaskThreads.create();
  private final Map<Integer, TaskSlots> lanes = new HashMap<>();
  private int users;

  private CallRuntime(EvaluationPlan plan) {
    this.plan = plan;
    this.clients = new EndpointClients(plan.endpoints(), Keys.ofProcess(), RetryPolicy.DEFAULT);
  }

  /** The runtime of a run; made by its first user in the process, closed by its last. */
  public static CallRuntime acquire(EvaluationPlan plan) {
    synchronized (RUNNING) {
      CallRuntime runtime = RUNNING.computeIfAbsent(plan.runId(), runId -> new CallRuntime(plan));
      runtime.users++;
      return runtime;
    }
  }

  /** Ends one user's use. */
  @Override
  public void close() {
    synchronized (RUNNING) {
      if (--users > 0) {
        return;
      }
      RUNNING.remove(plan.runId());
    }
    threads.shutdown();
    try {
      clients.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EndpointClient client(Endpoint endpoint) {
    return clients.of(endpoint);
  }

  /** The slots of a lane, shared by all bundles of the process that serve it. */
  TaskSlots slots(Lanes lanesOfRun, int lane) {
    synchronized (lanes) {
      return lanes.computeIfAbsent(
          lane,
          number ->
              new TaskSlots(
                  (int) Math.ceil(lanesOfRun.permits(number) * TASKS_PER_PERMIT), threads));
    }
  }

  /** What each endpoint's client counted so far in this process. */
  public Map<Endpoint, CallMeter> meters() {
    Map<Endpoint, CallMeter> meters = new LinkedHashMap<>();
    plan.endpoints().forEach(endpoint -> meters.put(endpoint, clients.of(endpoint).meter()));
    return meters;
  }
}
