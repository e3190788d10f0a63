package org.evalbeam.pipeline;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.evalbeam.endpoint.CallMeter;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.flow.CallRuntime;
import org.evalbeam.flow.EvaluationPlan;

/**
 * Tells on the screen how far a run is: for each endpoint calls done of planned, calls a second,
 * failures and the time left. It sees the calls of this process.
 */
final class Progress {

  private static final long SECONDS_BETWEEN_LINES = 5;

  private final CallRuntime runtime;
  private final CallForecast forecast;
  private final PrintStream screen;
  private final long start = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private List<String> printed = List.of();

  private Progress(EvaluationPlan plan, CallForecast forecast, PrintStream screen) {
    this.runtime = CallRuntime.acquire(plan);
    this.forecast = forecast;
    this.screen = screen;
  }

  /** Starts telling; closing ends it with the final figures. */
  static Progress start(EvaluationPlan plan, CallForecast forecast, PrintStream screen) {
    Progress progress = new Progress(plan, forecast, screen);
    var unused =
        progress.timer.scheduleAtFixedRate(
            progress::print, SECONDS_BETWEEN_LINES, SECONDS_BETWEEN_LINES, TimeUnit.SECONDS);
    return progress;
  }

  /** Prints what has changed since the last time. */
  private synchronized void print() {
    List<String> lines = new ArrayList<>();
    double seconds = (System.nanoTime() - start) / 1e9;
    for (Map.Entry<Endpoint, CallMeter> entry : runtime.meters().entrySet()) {
      Endpoint endpoint = entry.getKey();
      long planned = forecast.uniqueAnswers(endpoint) + forecast.judgements(endpoint);
      lines.add(Printable.of(line(endpoint.name(), planned, entry.getValue(), seconds)));
    }
    if (!lines.equals(printed)) {
      lines.forEach(screen::println);
      printed = lines;
    }
  }

  static String line(String endpoint, long planned, CallMeter meter, double seconds) {
    long done = meter.answered() + meter.failed();
    double rate = done / seconds;
    String left =
        done >= planned
            ? "done"
            : done == 0
                ? ""
                : shown(Duration.ofSeconds((long) ((planned - done) / rate))) + " left";
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d calls, %.1f/s, %,d failed%s",
        endpoint,
        done,
        planned,
        rate,
        meter.failed(),
        left.isEmpty() ? "" : ", " + left);
  }

  private static String shown(Duration left) {
    return left.toHours() > 0
        ? left.toHours() + " h " + left.toMinutesPart() + " min"
        : left.toMinutes() > 0
            ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
            : left.toSeconds() + " s";
  }

  /** Ends with the final figures. */
  void close() {
    timer.shutdownNow();
    print();
    runtime.close();
  }
}
