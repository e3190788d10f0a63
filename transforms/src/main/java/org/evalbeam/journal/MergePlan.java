package org.evalbeam.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which segments are rewritten together: those of one range, up to a size. */
final class MergePlan {

  /** Bytes of a merged segment, about. */
  private static final long LARGEST = 256L << 20;

  /** Bytes from which a segment is left as it is. */
  private static final long LARGE = LARGEST / 2;

  private MergePlan() {}

  /** Batches of two or more segments each, none of them large. */
  static List<List<Folder.Listed>> small(List<Folder.Listed> segments) {
    return batches(segments.stream().filter(segment -> segment.bytes() < LARGE).toList()).stream()
        .filter(batch -> batch.size() > 1)
        .toList();
  }

  /** Batches in which each of the segments is. */
  static List<List<Folder.Listed>> all(List<Folder.Listed> segments) {
    return batches(segments);
  }

  private static List<List<Folder.Listed>> batches(List<Folder.Listed> segments) {
    List<List<Folder.Listed>> batches = new ArrayList<>();
    for (List<Folder.Listed> sameRange : byRange(segments)) {
      long bytes = 0;
      List<Folder.Listed> batch = new ArrayList<>();
      for (Folder.Listed segment : sameRange) {
        if (!batch.isEmpty() && bytes + segment.bytes() > LARGEST) {
          batches.add(batch);
          batch = new ArrayList<>();
          bytes = 0;
        }
        batch.add(segment);
        bytes += segment.bytes();
      }
      batches.add(batch);
    }
    return batches;
  }

  private static Iterable<List<Folder.Listed>> byRange(List<Folder.Listed> segments) {
    Map<String, List<Folder.Listed>> ranges = new TreeMap<>();
    for (Folder.Listed segment : segments) {
      String range = "%02x-%02x".formatted(segment.name().from(), segment.name().to());
      ranges.computeIfAbsent(range, unused -> new ArrayList<>()).add(segment);
    }
    return ranges.values();
  }
}
