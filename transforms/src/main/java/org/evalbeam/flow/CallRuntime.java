package org.evalbeam.flow;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.EndpointClient;
import org.evalbeam.endpoint.EndpointClients;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.endpoint.pacing.BucketStore;
import org.evalbeam.endpoint.pacing.Time;
import org.evalbeam.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the bundles of a run share in one process: connections, permits, threads, the journal and
 * the calls in flight. Limits belong to endpoints, so they must hold however many workers' threads
 * a runner starts here. It stays as long as it has users or open tasks: the calls of a bundle that
 * failed go on, and the bundle that takes its place joins them. Without users nothing new is asked.
 */
public final class CallRuntime implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallRuntime.class);

  /** Environment variable with the limiter's password: a worker's own, so that it never travels. */
  private static final String LIMITER_PASSWORD = "EVALBEAM_LIMITER_PASSWORD";

  /** The file that begins a run's folder. */
  public static final String STARTED = "started";

  /**
   * How long the last user waits for the calls under way. A job that is cancelled takes the classes
   * along that a reply needs to be read and kept; one that is restarted is held up meanwhile, and
   * joins the calls that take longer.
   */
  private static final long MOST_MILLIS_FOR_CALLS = 15_000;

  private static final Map<String, CallRuntime> RUNNING = new HashMap<>();

  private final EvaluationPlan plan;
  private final EndpointClients clients;
  private final Journal journal;
  private final PaidCalls calls;
  private final ExecutorService threads = TaskThreads.create();
  private final Map<String, TaskSlots> lanes = new HashMap<>();
  private final CallMetrics metrics = new CallMetrics();
  private final Closeable reports;
  private int users;
  private int openTasks;

  private CallRuntime(EvaluationPlan plan) throws IOException {
    CallSettings settings = plan.calls();
    this.plan = plan;
    checkFolder(settings.runFolder());
    this.clients =
        new EndpointClients(
            plan.endpoints(), Keys.ofProcess(), settings.maxCost(), buckets(settings));
    this.journal = Journal.open(settings.journal(), settings.journalRanges());
    this.calls = new PaidCalls(journal, settings, clients::stop, Time.real());
    String runFolder = settings.runFolder();
    this.reports = runFolder == null ? () -> {} : WorkerReports.start(runFolder, this::progress);
  }

  /** A local path may name another folder on each worker, and then nothing is shared. */
  private static void checkFolder(@Nullable String runFolder) throws IOException {
    if (runFolder != null) {
      try (InputStream seen = BeamFiles.OPENER.open(runFolder + STARTED)) {
        LOG.debug("this worker sees the run's folder, {} bytes", seen.available());
      } catch (FileNotFoundException notShared) {
        throw new IOException(
            "a worker does not see the run's folder "
                + runFolder
                + "; output and journal must be on a file system that all workers share");
      }
    }
  }

  private static BucketStore buckets(CallSettings settings) {
    String limiter = settings.limiter();
    return limiter == null
        ? BucketStore.inProcess(Time.real(), settings.workers())
        : BucketStore.redis(
            withPassword(limiter, System.getenv(LIMITER_PASSWORD)),
            Time.real(),
            settings.workers());
  }

  private static String withPassword(String limiter, @Nullable String password) {
    if (password == null) {
      return limiter;
    }
    String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
    return limiter.replaceFirst("^redis://", "redis://:" + encoded + "@");
  }

  /** The runtime of a run; made by its first user in the process, closed after its last. */
  public static CallRuntime acquire(EvaluationPlan plan) {
    synchronized (RUNNING) {
      CallRuntime runtime = RUNNING.get(plan.runId());
      if (runtime == null) {
        runtime = open(plan);
        RUNNING.put(plan.runId(), runtime);
      } else if (runtime.users == 0) {
        // Of a job that was restarted: others may have died, and left replies that are new to us.
        runtime.resume();
        runtime.journal.refresh();
      }
      runtime.users++;
      return runtime;
    }
  }

  /** Calls are made again, unless their replies can't be kept: they would only be paid. */
  private void resume() {
    if (calls.isBroken()) {
      return;
    }
    clients.resume();
    if (calls.isBroken()) {
      clients.stop(); // it has broken just now, and been told to stop before it was to go on
    }
  }

  private static CallRuntime open(EvaluationPlan plan) {
    try {
      return new CallRuntime(plan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends one user's use. The last one sees to it that no more requests are made, and waits a while
   * for those under way.
   */
  @Override
  public void close() {
    leave(1, 0);
    try {
      awaitOpenTasks();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitOpenTasks() throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS_FOR_CALLS);
    synchronized (RUNNING) {
      for (long left = MOST_MILLIS_FOR_CALLS; users == 0 && openTasks > 0 && left > 0; ) {
        RUNNING.wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      }
    }
  }

  /** Runs a task that keeps the runtime open, whatever becomes of its user. */
  private void start(Runnable task) {
    synchronized (RUNNING) {
      openTasks++;
    }
    try {
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              leave(0, 1);
            }
          });
    } catch (RuntimeException | Error notStarted) {
      leave(0, 1);
      throw notStarted;
    }
  }

  private void leave(int fewerUsers, int fewerTasks) {
    synchronized (RUNNING) {
      users -= fewerUsers;
      openTasks -= fewerTasks;
      RUNNING.notifyAll();
      if (users > 0) {
        return;
      }
      if (openTasks > 0) {
        clients.stop();
        return;
      }
      RUNNING.remove(plan.runId());
    }
    threads.shutdown();
    try (reports) {
      clients.close();
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plan, as one for all users: what it holds is found by identity, not by comparing. */
  EvaluationPlan plan() {
    return plan;
  }

  EndpointClient client(Endpoint endpoint) {
    return clients.of(endpoint);
  }

  PaidCalls calls() {
    return calls;
  }

  /** Tells what trials of the plan would call that the journal does not hold. */
  public TrialForecast forecast() {
    return new TrialForecast(plan, journal);
  }

  /** Tells the runner how the endpoints are called; on a bundle's own thread. */
  void tellMetrics() {
    metrics.tell(plan.endpoints().stream().map(clients::of).toList());
  }

  /** Makes sure that all replies so far outlive this process. */
  void flush() throws IOException {
    journal.flush();
  }

  /** The slots of a lane, shared by all bundles of the process that serve it. */
  TaskSlots slots(Lanes lanesOfRun, int lane) {
    synchronized (lanes) {
      return lanes.computeIfAbsent(
          lanesOfRun.name(lane),
          name ->
              new TaskSlots(
                  lanesOfRun.openTasks(lane),
                  Runtime.getRuntime().availableProcessors(),
                  this::start));
    }
  }

  /** How far the calls of this process to each endpoint are. */
  public Map<Endpoint, CallProgress> progress() {
    Map<Endpoint, CallProgress> figures = new LinkedHashMap<>();
    for (Endpoint endpoint : plan.endpoints()) {
      figures.put(endpoint, CallProgress.of(clients.of(endpoint).meter(), calls.kept(endpoint)));
    }
    return figures;
  }
}
