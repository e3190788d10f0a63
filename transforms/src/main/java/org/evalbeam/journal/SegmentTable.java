package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The segments that a journal knows, by number, and their open files: as many as were used last,
 * within a bound.
 */
final class SegmentTable implements Closeable {

  /** Files open at once. */
  private static final int MOST_OPEN = 64;

  private final List<SegmentFile> segments = new ArrayList<>();

  /** In the order of their last use. */
  private final Map<SegmentFile, Boolean> open = new LinkedHashMap<>(16, 0.75f, true);

  private boolean closed;

  /** Gives a segment its number. */
  synchronized int add(Path path) {
    segments.add(new SegmentFile(path));
    return segments.size() - 1;
  }

  /**
   * Reads a line.
   *
   * @throws NoSuchFileException if the segment was deleted
   */
  byte[] read(OffsetIndex.Place place) throws IOException {
    SegmentFile segment = used(place.segment());
    byte[] line = segment.read(place.offset(), place.length());
    SegmentFile eldest = tooMany();
    if (eldest != null) {
      eldest.close();
    }
    return line;
  }

  private synchronized SegmentFile used(int number) throws IOException {
    if (closed) {
      throw new IOException("the journal is closed");
    }
    SegmentFile segment = segments.get(number);
    open.put(segment, true);
    return segment;
  }

  private synchronized @Nullable SegmentFile tooMany() {
    if (open.size() <= MOST_OPEN) {
      return null;
    }
    SegmentFile eldest = open.keySet().iterator().next();
    open.remove(eldest);
    return eldest;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    for (SegmentFile segment : open.keySet()) {
      segment.close();
    }
    open.clear();
  }
}
