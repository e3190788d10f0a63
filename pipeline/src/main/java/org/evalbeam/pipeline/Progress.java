package org.evalbeam.pipeline;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.evalbeam.endpoint.CallMeter;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.flow.CallRuntime;

/**
 * Tells on the screen how far a run is: for each endpoint calls done of planned, calls a second,
 * failures and the time left. It sees the calls of this process.
 */
final class Progress {

  private static final long SECONDS_BETWEEN_LINES = 5;

  private final CallRuntime runtime;
  private final CallForecast forecast;
  private final PrintStream screen;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<Endpoint, String> printed = new HashMap<>();

  private Progress(CallRuntime runtime, CallForecast forecast, PrintStream screen) {
    this.runtime = runtime;
    this.forecast = forecast;
    this.screen = screen;
  }

  /** Starts telling; closing ends it with the final figures. */
  static Progress start(CallRuntime runtime, CallForecast forecast, PrintStream screen) {
    Progress progress = new Progress(runtime, forecast, screen);
    var unused =
        progress.timer.scheduleAtFixedRate(
            progress::print, SECONDS_BETWEEN_LINES, SECONDS_BETWEEN_LINES, TimeUnit.SECONDS);
    return progress;
  }

  /** Prints a line for each endpoint that something happened at since its last one. */
  private synchronized void print() {
    for (Map.Entry<Endpoint, CallMeter> entry : runtime.meters().entrySet()) {
      Endpoint endpoint = entry.getKey();
      long planned = forecast.of(endpoint).leastToMake();
      String line = Printable.of(line(endpoint.name(), planned, entry.getValue()));
      if (!line.equals(printed.put(endpoint, line))) {
        screen.println(line);
      }
    }
  }

  /**
   * One line of progress.
   *
   * @param planned calls planned; a judge's are an estimate, since some metrics ask several times
   */
  private static String line(String endpoint, long planned, CallMeter meter) {
    long done = meter.answered() + meter.failed();
    double rate = meter.callsPerSecond();
    String left =
        done >= planned || rate == 0
            ? ""
            : ", "
                + ShownTime.of(Duration.ofSeconds((long) Math.ceil((planned - done) / rate)))
                + " left";
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d calls, %.1f/s, %,d failed%s%s",
        endpoint,
        done,
        planned,
        rate,
        meter.failed(),
        meter.refusals() == 0 ? "" : ", %,d times refused (429)".formatted(meter.refusals()),
        left);
  }

  /** Ends with the final figures. */
  void close() {
    timer.shutdownNow();
    print();
  }
}
