package org.evalbeam.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Brings the entries of segments that others wrote into the index, a range of tasks at a time: the
 * folder is listed when a task of the range is first asked for. Thread-safe.
 */
final class SegmentLoader {

  /** Times that the folder is listed anew because segments were deleted while they were read. */
  private static final int MOST_LISTINGS = 100;

  /** More than a file system's clock takes to move on, so that a later change shows. */
  private static final long CLOCK_TICK_MILLIS = 100;

  private final Folder folder;
  private final TaskRanges ranges;
  private final String ownWriter;
  private final SegmentTable table;
  private final OffsetIndex index;
  private final JournalSettings settings;
  private final Map<SegmentName, Read> read = new HashMap<>();
  private final Set<Integer> loaded = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Listing> listings = new HashMap<>();

  /**
   * How far a segment was read.
   *
   * @param end where to read on
   * @param bytes its size then
   */
  private record Read(int number, long end, long bytes) {}

  /**
   * The folder as it was when a range was read.
   *
   * @param changed when segments last came or went
   * @param at when it was listed
   */
  private record Listing(long changed, long at) {}

  SegmentLoader(
      Folder folder,
      TaskRanges ranges,
      String ownWriter,
      SegmentTable table,
      OffsetIndex index,
      JournalSettings settings) {
    this.folder = folder;
    this.ranges = ranges;
    this.ownWriter = ownWriter;
    this.table = table;
    this.index = index;
    this.settings = settings;
  }

  /** Sees to it that every segment that may hold tasks of a range is in the index. */
  void load(int range) throws IOException {
    if (!loaded.contains(range)) {
      loadNow(range);
    }
  }

  /** Brings in what others have appended to a range up to now. */
  void catchUp(int range) throws IOException {
    if (!loaded.contains(range) || hasGrown(range)) {
      loaded.remove(range);
      loadNow(range);
    }
  }

  /** Whether there may be more in a range than was read: cheaper than to list the folder. */
  private synchronized boolean hasGrown(int range) throws IOException {
    Listing listing = listings.get(range);
    if (listing == null
        || folder.changedMillis() != listing.changed()
        || listing.changed() > listing.at() - CLOCK_TICK_MILLIS) {
      return true;
    }
    try {
      for (Map.Entry<SegmentName, Read> segment : read.entrySet()) {
        SegmentName name = segment.getKey();
        if (name.intersects(ranges.from(range), ranges.to(range))
            && folder.bytes(name) > segment.getValue().bytes()) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException merged) {
      return true;
    }
  }

  /** Makes the next {@link #load} of each range list the folder anew, and read what is new. */
  void forgetLoaded() {
    loaded.clear();
  }

  private synchronized void loadNow(int range) throws IOException {
    if (loaded.contains(range)) {
      return;
    }
    for (int listings = 0; !readAll(range); listings++) {
      if (listings == MOST_LISTINGS) {
        throw new IOException("segments that " + folder + " lists can't be found in it");
      }
    }
    loaded.add(range);
  }

  /**
   * Reads the segments of a range, and those that took the place of segments that are gone. Entries
   * of the latter are forgotten last, so that a search meanwhile never misses one.
   *
   * @return false if a segment was deleted meanwhile, so that others may be new
   */
  private boolean readAll(int range) throws IOException {
    listings.put(range, new Listing(folder.changedMillis(), settings.clock().millis()));
    List<Folder.Listed> listed = folder.list();
    Map<SegmentName, Read> gone = new HashMap<>(read);
    listed.forEach(segment -> gone.remove(segment.name()));
    Set<Integer> numbers = gone.values().stream().map(Read::number).collect(Collectors.toSet());
    boolean complete = true;
    for (Folder.Listed segment : listed) {
      SegmentName name = segment.name();
      boolean replaces =
          gone.keySet().stream().anyMatch(old -> name.intersects(old.from(), old.to()));
      boolean wanted = replaces || name.intersects(ranges.from(range), ranges.to(range));
      if (wanted && !name.writer().equals(ownWriter)) {
        try {
          read(segment, replaces, numbers);
        } catch (NoSuchFileException deleted) {
          complete = false;
        }
      }
    }
    if (complete) {
      numbers.forEach(index::forgetSegment);
      read.keySet().removeAll(gone.keySet());
    }
    return complete;
  }

  /**
   * Reads a segment, or what was appended to it since it was read; all of it again where it may
   * stand for segments that are gone: read beside them, it did not get the entries that they had.
   */
  private void read(Folder.Listed segment, boolean again, Set<Integer> gone) throws IOException {
    Read known = read.get(segment.name());
    Read before = again ? null : known;
    if (before != null && segment.bytes() <= before.bytes()) {
      return;
    }
    Path file = folder.fetch(segment);
    int number = known == null ? table.add(file) : known.number();
    Scan scan =
        SegmentScanner.scan(
            file,
            before == null ? 0 : before.end(),
            (id, offset, length) ->
                index.put(id, new OffsetIndex.Place(number, offset, length), gone::contains));
    read.put(segment.name(), new Read(number, scan.end(), segment.bytes()));
    scan.warning().ifPresent(text -> settings.warn("Segment " + segment.name() + ": " + text));
  }
}
