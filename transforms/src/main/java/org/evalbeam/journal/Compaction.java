package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Consumer;

/** Keeps segments few: merges those that are small and that nobody writes to. */
final class Compaction {

  private final Folder folder;
  private final Consumer<Merge.Step> steps;

  Compaction(Folder folder, Consumer<Merge.Step> steps) {
    this.folder = folder;
    this.steps = steps;
  }

  /**
   * Merges segments of the same range.
   *
   * @param few nothing is done unless there are more segments than this
   * @return how many were merged into others; 0 also while another process does so
   */
  int run(int few) throws IOException {
    if (folder.list().size() <= few) {
      return 0;
    }
    try (Closeable exclusive = folder.tryExclusive()) {
      if (exclusive == null) {
        return 0;
      }
      folder.tidy();
      int merged = merge(few);
      folder.tidy();
      return merged;
    }
  }

  private int merge(int few) throws IOException {
    List<Folder.Listed> settled = folder.list().stream().filter(folder::isSettled).toList();
    if (settled.size() <= few) {
      return 0;
    }
    int merged = 0;
    Merge merge = new Merge(folder, steps);
    for (List<Folder.Listed> batch : MergePlan.small(settled)) {
      try {
        merge.rewrite(batch, line -> true);
        merged += batch.size();
      } catch (NoSuchFileException mergedByAnother) {
        // Where there are no locks two may be at it; each keeps every entry.
      }
    }
    return merged;
  }
}
