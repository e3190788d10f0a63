package org.evalbeam.pipeline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Hears the loggers of the process at their finest level, from its making to its close. */
final class LogTap extends Handler implements AutoCloseable {

  private static final List<String> TALKATIVE = List.of("org.apache.beam", "org.apache.parquet");

  private final StringBuilder text = new StringBuilder();
  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Logger root = Objects.requireNonNull(LogManager.getLogManager().getLogger(""));
  private final @Nullable Level before = root.getLevel();
  private final List<Logger> quiet = new ArrayList<>();

  /** Starts to listen to every logger. */
  static LogTap toAll() {
    return open(List.of());
  }

  /**
   * Starts to listen to all but the libraries of pipeline and tables, which at their finest log
   * every value of every table, for more time than the rest of a small run takes.
   */
  static LogTap toCalls() {
    return open(TALKATIVE);
  }

  private static LogTap open(List<String> without) {
    LogTap tap = new LogTap();
    tap.setLevel(Level.ALL);
    for (String name : without) {
      Logger logger = Logger.getLogger(name);
      logger.setLevel(Level.INFO);
      tap.quiet.add(logger);
    }
    tap.root.setLevel(Level.ALL);
    tap.root.addHandler(tap);
    return tap;
  }

  /** What was logged since: logger, message, and stack traces, a line each. */
  synchronized String text() {
    return text.toString();
  }

  @Override
  public synchronized void publish(LogRecord entry) {
    text.append(entry.getLoggerName()).append(' ').append(formatter.formatMessage(entry));
    if (entry.getThrown() != null) {
      StringWriter trace = new StringWriter();
      entry.getThrown().printStackTrace(new PrintWriter(trace));
      text.append(trace);
    }
    text.append('\n');
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    root.removeHandler(this);
    root.setLevel(before);
    quiet.forEach(logger -> logger.setLevel(null));
  }
}
