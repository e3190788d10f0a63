package org.evalbeam.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Appends to segments in the journal's folder itself: one for each range, begun with its first
 * line. A lock shows all others that their writer lives.
 */
final class LocalSegments implements Appender {

  private final LocalFolder folder;
  private final TaskRanges ranges;
  private final String writer;
  private final SegmentTable table;
  private final @Nullable Segment[] open;
  private @Nullable ProcessLock lock;
  private boolean closed;

  private record Segment(SegmentWriter writer, int number) {}

  LocalSegments(LocalFolder folder, TaskRanges ranges, String writer, SegmentTable table) {
    this.folder = folder;
    this.ranges = ranges;
    this.writer = writer;
    this.table = table;
    this.open = new @Nullable Segment[ranges.count()];
  }

  @Override
  public OffsetIndex.Place append(int range, byte[] line) throws IOException {
    Segment segment = segment(range);
    long offset = segment.writer().append(line);
    return new OffsetIndex.Place(segment.number(), offset, line.length - 1);
  }

  private synchronized Segment segment(int range) throws IOException {
    if (closed) {
      throw new IOException("the journal is closed");
    }
    Segment segment = open[range];
    if (segment == null) {
      if (lock == null) {
        lock = folder.lock(writer);
      }
      SegmentName name = new SegmentName(ranges.from(range), ranges.to(range), writer, range);
      segment = new Segment(SegmentWriter.create(folder.file(name)), table.add(folder.file(name)));
      open[range] = segment;
    }
    return segment;
  }

  @Override
  public void flush() {
    // Each line is where it belongs as soon as it is appended.
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    for (Segment segment : open) {
      if (segment != null) {
        segment.writer().close();
      }
    }
    if (lock != null) {
      lock.delete();
      lock = null;
    }
  }
}
