package org.evalbeam.pipeline;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.flow.CallProgress;
import org.jspecify.annotations.Nullable;

/**
 * Tells on the screen how far a run is. On a terminal one line moves, all endpoints together;
 * elsewhere, and at the end, there is a line for each endpoint: calls done of planned, calls a
 * second, failures and the time left.
 */
final class Progress {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final Supplier<Map<Endpoint, CallProgress>> calls;
  private final ToLongFunction<Endpoint> planned;
  private final PrintStream screen;
  private final @Nullable StatusLine status;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<Endpoint, String> printed = new HashMap<>();

  private Progress(
      Supplier<Map<Endpoint, CallProgress>> calls,
      ToLongFunction<Endpoint> planned,
      PrintStream screen,
      @Nullable StatusLine status) {
    this.calls = calls;
    this.planned = planned;
    this.screen = screen;
    this.status = status;
  }

  /**
   * Starts telling; closing ends it with the final figures. A terminal's status stands from the
   * beginning, so that a short run has one too.
   *
   * @param calls how far the calls to each endpoint are
   * @param planned how many of them the run wants
   * @param betweenLooks how long a status on a terminal stands
   */
  static Progress start(
      Supplier<Map<Endpoint, CallProgress>> calls,
      ToLongFunction<Endpoint> planned,
      PrintStream screen,
      Duration betweenLooks) {
    return start(calls, planned, screen, StatusLine.ofProcess(), betweenLooks);
  }

  static Progress start(
      Supplier<Map<Endpoint, CallProgress>> calls,
      ToLongFunction<Endpoint> planned,
      PrintStream screen,
      @Nullable StatusLine status,
      Duration betweenLooks) {
    Progress progress = new Progress(calls, planned, screen, status);
    if (status == null) {
      progress.every(BETWEEN_LINES, progress::print);
    } else {
      progress.show(status);
      progress.every(betweenLooks, () -> progress.show(status));
    }
    return progress;
  }

  private void every(Duration time, Runnable told) {
    var unused =
        timer.scheduleAtFixedRate(told, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void show(StatusLine line) {
    if (!timer.isShutdown()) {
      line.show(
          ProgressBar.of(
              calls.get().entrySet().stream()
                  .map(at -> new ProgressBar.Part(at.getValue(), planned.applyAsLong(at.getKey())))
                  .toList()));
    }
  }

  /** Prints a line for each endpoint that something happened at since its last one. */
  private synchronized void print() {
    for (Map.Entry<Endpoint, CallProgress> entry : calls.get().entrySet()) {
      Endpoint endpoint = entry.getKey();
      String line =
          Printable.of(line(endpoint.name(), planned.applyAsLong(endpoint), entry.getValue()));
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
  private static String line(String endpoint, long planned, CallProgress calls) {
    long done = calls.done();
    double rate = calls.perSecond();
    String left =
        done >= planned || rate == 0
            ? ""
            : ", "
                + ShownTime.of(Duration.ofSeconds((long) Math.ceil((planned - done) / rate)))
                + " left";
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d calls%s, %.1f/s, %,d failed%s%s",
        endpoint,
        done,
        planned,
        calls.kept() == 0 ? "" : " (%,d of them kept)".formatted(calls.kept()),
        rate,
        calls.failed(),
        calls.refusals() == 0 ? "" : ", %,d times refused (429)".formatted(calls.refusals()),
        left);
  }

  /** Ends with the final figures. */
  synchronized void close() {
    timer.shutdownNow();
    if (status != null) {
      status.show("");
    }
    print();
  }
}
