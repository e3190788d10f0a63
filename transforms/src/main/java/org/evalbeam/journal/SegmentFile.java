package org.evalbeam.journal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of a segment by their place. The file is opened when it is needed and stays open
 * until it is closed, after which it may be read again. Thread-safe; interrupted threads read like
 * others, which a channel would not let them.
 *
 * <p>A run asks for its replies in about the order in which an earlier one got them, but for those
 * that were under way at the same time. So what stands around a line is read with it: what was
 * appended never changes. Long lines are not held.
 */
final class SegmentFile implements Closeable {

  /** Some hundred replies. More would be copied for nothing where the order is another. */
  private static final int AROUND = 64 << 10;

  /** What of it is before the line: of as many replies as an endpoint has in flight. */
  private static final int BEFORE = 24 << 10;

  private static final int LONGEST_HELD = AROUND - BEFORE;

  private final Path path;
  private @Nullable RandomAccessFile file;

  /** Bytes of the file from {@link #bufferedFrom} on, as many as {@link #buffered} tells. */
  private byte[] buffer = {};

  private long bufferedFrom;
  private int buffered;

  SegmentFile(Path path) {
    this.path = path;
  }

  /**
   * Reads a line.
   *
   * @throws NoSuchFileException if the segment was deleted
   */
  synchronized byte[] read(long offset, int length) throws IOException {
    if (length > LONGEST_HELD) {
      byte[] line = new byte[length];
      open().seek(offset);
      open().readFully(line);
      return line;
    }
    if (offset < bufferedFrom || offset + length > bufferedFrom + buffered) {
      long from = Math.max(0, offset - BEFORE);
      fill(from, (int) (offset - from) + length);
    }
    int from = (int) (offset - bufferedFrom);
    return Arrays.copyOfRange(buffer, from, from + length);
  }

  private void fill(long from, int least) throws IOException {
    RandomAccessFile open = open();
    if (buffer.length == 0) {
      buffer = new byte[AROUND];
    }
    buffered = 0;
    bufferedFrom = from;
    open.seek(from);
    while (buffered < least) {
      int read = open.read(buffer, buffered, buffer.length - buffered);
      if (read < 0) {
        throw new EOFException(path + " ends before byte " + (from + least));
      }
      buffered += read;
    }
  }

  private RandomAccessFile open() throws IOException {
    RandomAccessFile open = file;
    if (open == null) {
      try {
        open = new RandomAccessFile(path.toFile(), "r");
      } catch (IOException e) {
        if (Files.notExists(path)) {
          throw new NoSuchFileException(path.toString());
        }
        throw e;
      }
      file = open;
    }
    return open;
  }

  @Override
  public synchronized void close() throws IOException {
    RandomAccessFile open = file;
    file = null;
    buffered = 0;
    buffer = new byte[0];
    if (open != null) {
      open.close();
    }
  }
}
