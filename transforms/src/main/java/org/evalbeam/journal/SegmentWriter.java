package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a segment of its own, each with one write to the operating system, so that a
 * line outlives the process once {@link #append} has returned. Not synced to the disk: a line may
 * be lost when the machine itself fails.
 *
 * <p>Written through a plain file and not a channel: an interrupted thread would close a channel
 * for all the others, and channels keep a buffer as large as the largest line for each thread.
 */
final class SegmentWriter implements Closeable {

  private final Path path;
  private final RandomAccessFile file;
  private long end;
  private @Nullable IOException failure;

  private SegmentWriter(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /** Begins a new segment. */
  static SegmentWriter create(Path path) throws IOException {
    PrivateFiles.create(path);
    SegmentWriter writer = new SegmentWriter(path, new RandomAccessFile(path.toFile(), "rw"));
    try {
      writer.append(EntryFormat.header());
    } catch (IOException e) {
      writer.close();
      Files.deleteIfExists(path);
      throw e;
    }
    return writer;
  }

  /**
   * Appends a line, or leaves the file as it was.
   *
   * @return offset of its first byte
   * @throws IOException if it could not be written; the segment takes no more lines then
   */
  synchronized long append(byte[] line) throws IOException {
    IOException earlier = failure;
    if (earlier != null) {
      // Whichever thread is heard, it tells what is wrong.
      throw new IOException(String.valueOf(earlier.getMessage()), earlier);
    }
    long offset = end;
    try {
      file.write(line);
    } catch (IOException e) {
      cutOff(e);
      failure = new IOException("could not append to " + path + ": " + e.getMessage(), e);
      throw failure;
    }
    end += line.length;
    return offset;
  }

  /** Takes back what was written of a line, lest it stands torn before the lines of a later try. */
  private void cutOff(IOException cause) {
    try {
      file.setLength(end);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Bytes written. */
  synchronized long size() {
    return end;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
