package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A segment on this machine that is still to be uploaded. */
final class SpooledSegment implements Closeable {

  private final SegmentName name;
  private final Path path;
  private final SegmentWriter writer;
  private final int number;
  private final long begunNanos;
  private int entries;

  /**
   * Begins a segment.
   *
   * @param spool folder of its file
   * @param table gives it its number
   * @param nowNanos nanoseconds of a clock that never jumps
   */
  SpooledSegment(SegmentName name, Path spool, SegmentTable table, long nowNanos)
      throws IOException {
    this.name = name;
    this.path = spool.resolve(name.toString());
    this.writer = SegmentWriter.create(path);
    this.number = table.add(path);
    this.begunNanos = nowNanos;
  }

  /** The name that it will have. */
  SegmentName name() {
    return name;
  }

  /** Its file on this machine. */
  Path path() {
    return path;
  }

  /** Appends a line with its newline. */
  OffsetIndex.Place append(byte[] line) throws IOException {
    long offset = writer.append(line);
    entries++;
    return new OffsetIndex.Place(number, offset, line.length - 1);
  }

  /** Whether it is to be ended and uploaded now. */
  boolean isDue(RollLimits limits, long nowNanos) {
    return entries >= limits.entries()
        || writer.size() >= limits.bytes()
        || nowNanos - begunNanos >= limits.age().toNanos();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
