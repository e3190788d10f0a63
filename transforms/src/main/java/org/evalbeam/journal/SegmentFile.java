package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of a segment by their place. The file is opened when it is needed and stays open
 * until it is closed, after which it may be read again. Thread-safe; interrupted threads read like
 * others.
 */
final class SegmentFile implements Closeable {

  private final Path path;
  private @Nullable RandomAccessFile file;

  SegmentFile(Path path) {
    this.path = path;
  }

  /**
   * Reads a line.
   *
   * @throws NoSuchFileException if the segment was deleted
   */
  synchronized byte[] read(long offset, int length) throws IOException {
    RandomAccessFile open = open();
    byte[] line = new byte[length];
    open.seek(offset);
    open.readFully(line);
    return line;
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
    if (open != null) {
      open.close();
    }
  }
}
