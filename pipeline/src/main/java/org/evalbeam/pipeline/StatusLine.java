package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one line at the foot of a terminal while others are printed above it. All that goes to
 * standard error passes through it, so that no warning tears the line, wherever it comes from.
 */
final class StatusLine extends OutputStream {

  /** Columns of the terminal that standard error is; the launcher sets it where it is one. */
  static final String COLUMNS = "evalbeam.terminal";

  /** Back to the first column, and everything to the right of it erased. */
  private static final byte[] ERASE = {'\r', 0x1B, '[', 'K'};

  private static volatile @Nullable StatusLine ofProcess;

  private final OutputStream out;
  private final int columns;
  private String shown = "";
  private boolean atLineStart = true;
  private boolean ended;

  /**
   * @param out the terminal
   * @param columns its width
   */
  StatusLine(OutputStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /** Puts standard error behind a status line, where it is a terminal. */
  static void setUp() {
    Integer columns = Integer.getInteger(COLUMNS);
    if (columns != null && columns > 1) {
      StatusLine status = new StatusLine(System.err, columns);
      ofProcess = status;
      System.setErr(new PrintStream(status, true, StandardCharsets.UTF_8));
    }
  }

  /** This process's; null where standard error is no terminal. */
  static @Nullable StatusLine ofProcess() {
    return ofProcess;
  }

  /** Columns that a status may have: in the last one a terminal might begin another line. */
  int width() {
    return columns - 1;
  }

  /** Shows no status any more: what is printed from now on are the program's last words. */
  synchronized void end() {
    show("");
    ended = true;
  }

  /** Shows a status in the place of the one before; an empty one shows none. */
  synchronized void show(String status) {
    try {
      String line = ended ? "" : Printable.of(status);
      String next = line.substring(0, Math.min(line.length(), width()));
      if (atLineStart && (!next.isEmpty() || !shown.isEmpty())) {
        out.write(ERASE);
        out.write(next.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      shown = next;
    } catch (IOException gone) {
      // A terminal that is gone is no reason to end a run.
      shown = "";
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    if (atLineStart && !shown.isEmpty()) {
      out.write(ERASE);
    }
    out.write(bytes, offset, length);
    atLineStart = bytes[offset + length - 1] == '\n';
    if (atLineStart && !shown.isEmpty()) {
      out.write(shown.getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
