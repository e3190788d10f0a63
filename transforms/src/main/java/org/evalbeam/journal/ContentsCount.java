package org.evalbeam.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.evalbeam.journal.JournalContents.Kind;

/** Counts what stands in segments; of entries with one call id only the first. */
final class ContentsCount {

  private final Map<Key, Kind> kinds = new TreeMap<>();
  private final OffsetIndex seen = new OffsetIndex();
  private int segments;
  private long bytes;
  private long unreadable;
  private long unreadableBytes;

  private record Key(String endpoint, String model) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::endpoint).thenComparing(Key::model).compare(this, other);
    }
  }

  /** Counts a segment. */
  void add(Path path, long size) throws IOException {
    try (SegmentFile file = new SegmentFile(path)) {
      Scan scan =
          SegmentScanner.scan(
              path,
              0,
              (id, offset, length) -> {
                if (seen.putIfAbsent(id, new OffsetIndex.Place(0, offset, length))) {
                  EntryReader.entry(file.read(offset, length))
                      .ifPresent(entry -> add(entry, length + 1));
                }
              });
      segments++;
      bytes += size;
      unreadable += scan.skipped();
      unreadableBytes += scan.skippedBytes();
    }
  }

  private void add(JournalEntry entry, int length) {
    Instant at = Instant.ofEpochMilli(entry.atMillis());
    kinds.merge(
        new Key(entry.endpoint(), entry.model()),
        new Kind(entry.endpoint(), entry.model(), 1, length, at, at),
        ContentsCount::sum);
  }

  private static Kind sum(Kind one, Kind other) {
    return new Kind(
        one.endpoint(),
        one.model(),
        one.entries() + other.entries(),
        one.bytes() + other.bytes(),
        one.first().isBefore(other.first()) ? one.first() : other.first(),
        one.last().isAfter(other.last()) ? one.last() : other.last());
  }

  JournalContents contents() {
    return new JournalContents(
        List.copyOf(kinds.values()), segments, bytes, unreadable, unreadableBytes);
  }
}
