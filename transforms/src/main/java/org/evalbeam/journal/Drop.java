package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Drops replies from a folder that no running process writes to. */
final class Drop {

  private final Folder folder;
  private final Consumer<Merge.Step> steps;

  Drop(Folder folder, Consumer<Merge.Step> steps) {
    this.folder = folder;
    this.steps = steps;
  }

  /** Deletes every segment; the number of entries that were in them. */
  long all() throws IOException {
    return whileAlone(
        segments -> {
          long dropped = 0;
          for (Folder.Listed segment : segments) {
            dropped +=
                SegmentScanner.scan(folder.fetch(segment), 0, (id, from, length) -> {}).entries();
            folder.delete(segment.name());
          }
          return dropped;
        });
  }

  /** Rewrites every segment that holds replies of a model; the number of these. */
  long model(String model) throws IOException {
    Predicate<byte[]> other =
        line -> EntryReader.entry(line).filter(entry -> entry.model().equals(model)).isEmpty();
    return whileAlone(
        segments -> {
          long dropped = 0;
          Merge merge = new Merge(folder, steps);
          for (List<Folder.Listed> batch : MergePlan.all(holding(segments, other.negate()))) {
            dropped += merge.rewrite(batch, other);
          }
          return dropped;
        });
  }

  private List<Folder.Listed> holding(List<Folder.Listed> segments, Predicate<byte[]> wanted)
      throws IOException {
    List<Folder.Listed> holding = new ArrayList<>();
    for (Folder.Listed segment : segments) {
      if (holds(folder.fetch(segment), wanted)) {
        holding.add(segment);
      }
    }
    return holding;
  }

  private static boolean holds(Path path, Predicate<byte[]> wanted) throws IOException {
    boolean[] holds = new boolean[1];
    try (SegmentFile file = new SegmentFile(path)) {
      SegmentScanner.scan(
          path,
          0,
          (id, offset, length) -> holds[0] = holds[0] || wanted.test(file.read(offset, length)));
    }
    return holds[0];
  }

  /** What is done with the segments; the number of entries that it dropped. */
  private interface Work {
    long on(List<Folder.Listed> segments) throws IOException;
  }

  private long whileAlone(Work work) throws IOException {
    if (folder.list().isEmpty()) {
      return 0;
    }
    try (Closeable exclusive = folder.tryExclusive()) {
      if (exclusive == null) {
        throw new IOException("another process merges segments of " + folder + "; try again later");
      }
      folder.tidy();
      List<Folder.Listed> segments = folder.list();
      for (Folder.Listed segment : segments) {
        if (folder.isHeld(segment.name())) {
          throw new IOException(
              "segment %s in %s is held by a running process; nothing was dropped"
                  .formatted(segment.name(), folder));
        }
      }
      long dropped = work.on(segments);
      folder.tidy();
      return dropped;
    }
  }
}
