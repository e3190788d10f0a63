package org.evalbeam.flow;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.evalbeam.endpoint.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the calls of each worker are, told to whoever started the run: runners tell their
 * counters at the end of a bundle only, and a bundle may take hours. Each worker writes its figures
 * to a small file of its own in the run's folder; a worker that died has left its last.
 */
public final class WorkerReports {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerReports.class);

  private static final String PREFIX = "calls-";
  private static final long SECONDS_BETWEEN = 5;
  private static final double NANOS = 1e9;

  private WorkerReports() {}

  /**
   * Tells the figures of this process every few seconds, and at the end.
   *
   * @param folder path of the run's own folder, with a slash at its end
   * @param calls the figures by endpoint, in the plan's order
   */
  static Closeable start(String folder, Supplier<Map<Endpoint, CallProgress>> calls) {
    String file = folder + PREFIX + UUID.randomUUID();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "worker report");
              thread.setDaemon(true);
              return thread;
            });
    Report report = new Report(file, calls);
    var unused =
        timer.scheduleWithFixedDelay(
            report::tell, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    return () -> {
      timer.shutdownNow();
      report.tell();
    };
  }

  private static final class Report {

    private final String file;
    private final Supplier<Map<Endpoint, CallProgress>> calls;
    private String told = "";

    Report(String file, Supplier<Map<Endpoint, CallProgress>> calls) {
      this.file = file;
      this.calls = calls;
    }

    /** What can't be told now is told the next time; a run never fails for it. */
    synchronized void tell() {
      StringBuilder text = new StringBuilder();
      for (CallProgress figures : calls.get().values()) {
        text.append(figures.answered()).append(' ').append(figures.failed());
        text.append(' ').append(figures.kept());
        text.append(' ').append(figures.refusals()).append('\n');
      }
      if (text.toString().equals(told)) {
        return;
      }
      try (OutputStream out =
          Channels.newOutputStream(
              FileSystems.create(FileSystems.matchNewResource(file, false), "text/plain"))) {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        told = text.toString();
      } catch (IOException | RuntimeException e) {
        LOG.debug("the figures of this worker could not be told", e);
      }
    }
  }

  /** Adds up what all workers of a run have told so far. */
  public static final class Reader {

    private final String folder;
    private final List<Endpoint> endpoints;
    private final Map<String, List<CallProgress>> byFile = new HashMap<>();
    private final Map<Endpoint, Span> spans = new HashMap<>();

    /**
     * Reads the reports of a run.
     *
     * @param folder path of the run's own folder, with a slash at its end
     */
    public Reader(String folder, EvaluationPlan plan) {
      this.folder = folder;
      this.endpoints = new ArrayList<>(plan.endpoints());
    }

    /** The figures of all workers together, as they last told them. */
    public synchronized Map<Endpoint, CallProgress> progress() {
      try {
        for (MatchResult.Metadata file : FolderFiles.list(folder, PREFIX, "")) {
          read(file);
        }
      } catch (IOException | RuntimeException e) {
        LOG.debug("the figures of the workers could not be read", e);
      }
      Map<Endpoint, CallProgress> sums = new LinkedHashMap<>();
      endpoints.forEach(endpoint -> sums.put(endpoint, CallProgress.NONE));
      for (List<CallProgress> figures : byFile.values()) {
        for (int i = 0; i < endpoints.size(); i++) {
          sums.merge(endpoints.get(i), figures.get(i), CallProgress::plus);
        }
      }
      sums.replaceAll(this::withRate);
      return sums;
    }

    /** Calls a second, from the first report of any, which was some seconds old, to the last. */
    private CallProgress withRate(Endpoint endpoint, CallProgress sum) {
      Span span = spans.get(endpoint);
      if (sum.made() > 0 && (span == null || span.made() != sum.made())) {
        long now = System.nanoTime();
        long began = span == null ? now - TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN) : span.began();
        span = new Span(sum.made(), began, now);
        spans.put(endpoint, span);
      }
      return span == null ? sum : sum.withPerSecond(span.perSecond());
    }

    /**
     * When so many calls of an endpoint had ended.
     *
     * @param began when the first began, nanoseconds
     * @param seen when the last was seen, likewise
     */
    private record Span(long made, long began, long seen) {
      double perSecond() {
        return made / ((seen - began) / NANOS);
      }
    }

    /** A file that is just being written is taken the next time. */
    private void read(MatchResult.Metadata file) throws IOException {
      List<CallProgress> figures = new ArrayList<>();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  Channels.newInputStream(FileSystems.open(file.resourceId())),
                  StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] numbers = line.split(" ", -1);
          if (numbers.length == 4 && !numbers[3].isEmpty()) {
            figures.add(
                new CallProgress(
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]),
                    Long.parseLong(numbers[3]),
                    0));
          }
        }
      }
      if (figures.size() == endpoints.size()) {
        byFile.put(String.valueOf(file.resourceId()), figures);
      }
    }
  }
}
