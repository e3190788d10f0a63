package org.evalbeam.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends to segments in a local folder, the spool, and uploads each one when it is full or old
 * enough. The thread whose append finds one due uploads it, while others go on appending; there is
 * no timer, for whoever ends a piece of work flushes. A segment's file stays as its local copy.
 */
final class RolledSegments implements Appender {

  private final Folder folder;
  private final TaskRanges ranges;
  private final String writer;
  private final SegmentTable table;
  private final JournalSettings settings;
  private final Path spool;

  /** By range. */
  private final @Nullable SpooledSegment[] open;

  /** Ended and not yet uploaded, the oldest first. */
  private final Deque<SpooledSegment> ended = new ArrayDeque<>();

  /** Held while uploading, so that each segment is uploaded once. */
  private final ReentrantLock uploading = new ReentrantLock();

  private long begun;
  private boolean closed;

  RolledSegments(
      Folder folder, TaskRanges ranges, String writer, SegmentTable table, JournalSettings settings)
      throws IOException {
    this.folder = folder;
    this.ranges = ranges;
    this.writer = writer;
    this.table = table;
    this.settings = settings;
    this.spool = Files.createTempDirectory(settings.temporary(), "evalbeam-spool-");
    this.open = new @Nullable SpooledSegment[ranges.count()];
  }

  @Override
  public OffsetIndex.Place append(int range, byte[] line) throws IOException {
    OffsetIndex.Place place = spool(range, line);
    if (oldestEnded() != null && uploading.tryLock()) {
      try {
        uploadEnded();
      } catch (IOException e) {
        // This entry is safe, and so are those of the segment, which is tried again.
        settings.warn(
            "An upload to " + folder + " failed and will be tried again: " + e.getMessage());
      } finally {
        uploading.unlock();
      }
    }
    return place;
  }

  private synchronized OffsetIndex.Place spool(int range, byte[] line) throws IOException {
    if (closed) {
      throw new IOException("the journal is closed");
    }
    long now = settings.nanoTime().getAsLong();
    SpooledSegment segment = open[range];
    if (segment == null) {
      SegmentName name = new SegmentName(ranges.from(range), ranges.to(range), writer, begun++);
      segment = new SpooledSegment(name, spool, table, now);
      open[range] = segment;
    }
    OffsetIndex.Place place = segment.append(line);
    for (int i = 0; i < open.length; i++) {
      SpooledSegment candidate = open[i];
      if (candidate != null && candidate.isDue(settings.limits(), now)) {
        end(i, candidate);
      }
    }
    return place;
  }

  private void end(int range, SpooledSegment segment) throws IOException {
    open[range] = null;
    ended.add(segment);
    segment.close();
  }

  private synchronized @Nullable SpooledSegment oldestEnded() {
    return ended.peek();
  }

  private synchronized void removeEnded(SpooledSegment segment) {
    ended.remove(segment);
  }

  private synchronized void endAll() throws IOException {
    for (int range = 0; range < open.length; range++) {
      SpooledSegment segment = open[range];
      if (segment != null) {
        end(range, segment);
      }
    }
  }

  /** Called by the holder of {@link #uploading}. */
  private void uploadEnded() throws IOException {
    for (SpooledSegment segment = oldestEnded(); segment != null; segment = oldestEnded()) {
      folder.publish(segment.path(), segment.name());
      removeEnded(segment);
    }
  }

  @Override
  public void flush() throws IOException {
    endAll();
    uploading.lock();
    try {
      uploadEnded();
    } finally {
      uploading.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
    }
    try {
      flush();
    } catch (IOException e) {
      throw new IOException(
          "replies could not be uploaded to %s; their segments are kept in %s: %s"
              .formatted(folder, spool, e.getMessage()),
          e);
    }
    PrivateFiles.deleteFolder(spool);
  }
}
