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
 * <p>A run asks for its replies in about the order in which an earlier one got them, so a few lines
 * ahead are read with each: what was appended never changes. Long lines are not held.
 */
final class SegmentFile implements Closeable {

  /** Some ten replies. More would be copied for nothing where the order is another. */
  private static final int AHEAD = 8 << 10;

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
    if (length > AHEAD) {
      byte[] line = new byte[length];
      open().seek(offset);
      open().readFully(line);
      return line;
    }
    if (offset < bufferedFrom || offset + length > bufferedFrom + buffered) {
      fill(offset, length);
    }
    int from = (int) (offset - bufferedFrom);
    return Arrays.copyOfRange(buffer, from, from + length);
  }

  private void fill(long offset, int least) throws IOException {
    RandomAccessFile open = open();
    if (buffer.length == 0) {
      buffer = new byte[AHEAD];
    }
    buffered = 0;
    bufferedFrom = offset;
    open.seek(offset);
    while (buffered < least) {
      int read = open.read(buffer, buffered, buffer.length - buffered);
      if (read < 0) {
        throw new EOFException(path + " ends before byte " + (offset + least));
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
