package org.evalbeam.journal;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Rewrites several segments of one range as one, without what is unreadable or doubled. The new
 * segment stands in its place before the first of the old ones is deleted, so that whatever is
 * broken off leaves doubled entries at worst.
 */
final class Merge {

  /** What has just been done; a test stops here. */
  enum Step {
    COPIED,
    DRAFTED,
    PUBLISHED,
    DELETED
  }

  private final Folder folder;
  private final Consumer<Step> steps;
  private final String writer = SegmentName.newWriter();
  private int merged;

  Merge(Folder folder, Consumer<Step> steps) {
    this.folder = folder;
    this.steps = steps;
  }

  /**
   * Rewrites segments as one, or as none if no entry is left.
   *
   * @param segments of one range
   * @param keep whether a line stays in
   * @return entries that were left out by {@code keep}
   */
  long rewrite(List<Folder.Listed> segments, Predicate<byte[]> keep) throws IOException {
    SegmentName first = segments.get(0).name();
    SegmentName name = new SegmentName(first.from(), first.to(), writer, merged++);
    Path draft = folder.draft(name);
    Copy copy;
    try (OutputStream out = new BufferedOutputStream(new FileOutputStream(draft.toFile()))) {
      out.write(EntryFormat.header());
      copy = new Copy(out, keep);
      for (Folder.Listed segment : segments) {
        copy.take(segment);
      }
    }
    steps.accept(Step.DRAFTED);
    if (copy.kept > 0) {
      folder.publish(draft, name);
    } else {
      Files.delete(draft);
    }
    steps.accept(Step.PUBLISHED);
    for (Folder.Listed segment : copy.replaced) {
      folder.delete(segment.name());
      steps.accept(Step.DELETED);
    }
    return copy.leftOut;
  }

  /** Lines of several segments, each call once. */
  private final class Copy {

    private final OutputStream out;
    private final Predicate<byte[]> keep;
    private final OffsetIndex seen = new OffsetIndex();

    /** Segments that hold nothing which is not in the copy. */
    private final List<Folder.Listed> replaced = new ArrayList<>();

    private long kept;
    private long leftOut;

    Copy(OutputStream out, Predicate<byte[]> keep) {
      this.out = out;
      this.keep = keep;
    }

    void take(Folder.Listed segment) throws IOException {
      Path path = folder.fetch(segment);
      try (SegmentFile file = new SegmentFile(path)) {
        Scan scan =
            SegmentScanner.scan(
                path,
                0,
                (id, offset, length) -> {
                  if (seen.putIfAbsent(id, new OffsetIndex.Place(0, offset, length))) {
                    take(file.read(offset, length));
                  }
                });
        if (scan.reason() == null || segment.bytes() == 0) {
          replaced.add(segment);
        }
      }
    }

    private void take(byte[] line) throws IOException {
      if (keep.test(line)) {
        out.write(line);
        out.write('\n');
        kept++;
        steps.accept(Step.COPIED);
      } else {
        leftOut++;
      }
    }
  }
}
