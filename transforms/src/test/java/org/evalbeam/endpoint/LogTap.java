package org.evalbeam.endpoint;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Hears every logger of the process at its finest level. */
final class LogTap extends Handler {

  private final StringBuilder text = new StringBuilder();
  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Logger root = Objects.requireNonNull(LogManager.getLogManager().getLogger(""));
  private @Nullable Level before;

  /** Starts to listen. */
  void open() {
    before = root.getLevel();
    setLevel(Level.ALL);
    root.setLevel(Level.ALL);
    root.addHandler(this);
  }

  /** What was logged since: logger, message, and stack traces. */
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
    // nothing is held back
  }

  @Override
  public void close() {
    root.removeHandler(this);
    root.setLevel(before);
  }
}
