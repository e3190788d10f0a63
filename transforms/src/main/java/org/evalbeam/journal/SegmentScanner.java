package org.evalbeam.journal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the lines of a segment and tells the place of each entry, without a look into its
 * JSON. What does not check, be it torn, flipped or foreign, is counted and left out.
 */
final class SegmentScanner {

  /** Takes the entries of a segment, in their order. */
  interface Sink {

    /**
     * Takes the next entry.
     *
     * @param id the call id
     * @param offset of the line's first byte
     * @param length of the line in bytes, without its newline
     */
    void entry(EntryId id, long offset, int length) throws IOException;
  }

  private static final int BUFFER = 1 << 18;

  private final Sink sink;
  private final LineCheck line = new LineCheck();
  private final byte[] buffer;
  private long lineFrom;
  private long entries;
  private long skipped;
  private long skippedBytes;

  /** Why the rest of the file is not read. */
  private @Nullable String stopped;

  private SegmentScanner(Sink sink, long from, long bytes) {
    this.sink = sink;
    this.buffer = new byte[(int) Math.max(1, Math.min(bytes, BUFFER))];
    this.lineFrom = from;
  }

  /**
   * Scans a segment.
   *
   * @param from offset of a line's first byte: 0, or where an earlier scan ended
   * @throws NoSuchFileException if it was deleted
   * @throws IOException if it can't be opened, or what the sink throws; damage is no exception
   */
  static Scan scan(Path segment, long from, Sink sink) throws IOException {
    if (Files.isDirectory(segment)) {
      return new Scan(from, 0, 0, 0, "it is a folder");
    }
    try (InputStream in = open(segment)) {
      in.skipNBytes(from);
      long size = Files.size(segment);
      return new SegmentScanner(sink, from, size - from).scan(in, size);
    }
  }

  /** Not by a channel, which an interrupted thread would close. */
  private static InputStream open(Path segment) throws IOException {
    try {
      return new FileInputStream(segment.toFile());
    } catch (IOException e) {
      if (Files.notExists(segment)) {
        throw new NoSuchFileException(segment.toString());
      }
      throw e;
    }
  }

  private Scan scan(InputStream in, long size) throws IOException {
    if (size == 0) {
      stopped = "it is empty";
    }
    for (int count = read(in); count >= 0 && stopped == null; count = read(in)) {
      take(count);
    }
    if (stopped == null) {
      takeTail();
    }
    if (stopped != null) {
      skippedBytes += Math.max(0, size - lineFrom);
    }
    return new Scan(lineFrom, entries, skipped, skippedBytes, stopped);
  }

  /** Fills the buffer; -1 at the end and where the disk gives no more. */
  private int read(InputStream in) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      stopped = "reading it failed: " + e.getMessage();
      return -1;
    }
  }

  private void take(int count) throws IOException {
    int from = 0;
    while (from < count && stopped == null) {
      int newline = Newlines.next(buffer, from, count);
      line.take(buffer, from, newline);
      if (newline < count) {
        long next = lineFrom + line.length() + 1;
        takeLine();
        lineFrom = stopped == null ? next : lineFrom;
      }
      from = newline + 1;
    }
  }

  private void takeLine() throws IOException {
    boolean whole = line.isWhole();
    if (whole && line.isEntry()) {
      entries++;
      sink.entry(line.id(), lineFrom, (int) line.length());
    } else if (whole && line.isHeader()) {
      if (!line.isKnownHeader()) {
        stopped = "it is of a version that this program does not know";
      }
    } else if (line.length() > 0) {
      skipped++;
      skippedBytes += line.length() + 1;
    }
    line.reset();
  }

  /** A last line may lack no more than its newline; otherwise it is torn, or not yet written. */
  private void takeTail() throws IOException {
    long length = line.length();
    long readable = entries;
    long unreadable = skipped;
    takeLine();
    if (entries > readable) {
      lineFrom += length;
    } else if (skipped > unreadable) {
      skippedBytes--;
    }
  }
}
