package org.evalbeam.pipeline;

import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sets logging up: warnings and worse on standard error, one line each. Messages may quote what a
 * server sent, so that no record may move the cursor or look like two.
 */
final class Logs {

  /** Warns of every temporary folder that is empty, as each one is after a good run. */
  private static final Logger TEMPORARY_FILES =
      Logger.getLogger("org.apache.beam.sdk.io.FileBasedSink");

  /** Every change of how fast an endpoint is called, with its reason. */
  private static final Logger PACE = Logger.getLogger("org.evalbeam.endpoint.pacing");

  /** Warns that it has no native code, where Java's own reads a gzip column as well. */
  private static final Logger NATIVE_CODE =
      Logger.getLogger("org.apache.hadoop.util.NativeCodeLoader");

  /** Warns of each step of Beam's whose name is too long for Flink's metrics. */
  private static final Logger OPERATOR_NAMES =
      Logger.getLogger("org.apache.flink.metrics.MetricGroup");

  private Logs() {}

  static void setUp() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(new OneLine());
    root.addHandler(console);
    root.setLevel(Level.WARNING);
    TEMPORARY_FILES.setLevel(Level.SEVERE);
    NATIVE_CODE.setLevel(Level.SEVERE);
    OPERATOR_NAMES.setLevel(Level.SEVERE);
    PACE.setLevel(Level.INFO);
  }

  private static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord record) {
      Throwable thrown = record.getThrown();
      String cause = thrown == null ? "" : ": " + thrown;
      return "%tF %<tT %s %s: %s%n"
          .formatted(
              record.getMillis(),
              record.getLevel().getName(),
              record.getLoggerName(),
              Printable.of(formatMessage(record) + cause));
    }
  }
}
