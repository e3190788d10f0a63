package org.evalbeam.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks after the folder of a journal as a whole: what it holds, dropping replies, and merging
 * segments so that they stay few. Segments that a running process holds are never touched.
 *
 * <p>Object stores know no locks. There segments are merged an hour after they were written, and
 * dropping does not see who else is at work.
 */
public final class JournalFolder {

  /** Segments that a run may find without anybody merging them. */
  private static final int FEW = 32;

  private final String folder;
  private final JournalSettings settings;
  private final Consumer<Merge.Step> steps;

  private JournalFolder(String folder, JournalSettings settings, Consumer<Merge.Step> steps) {
    this.folder = folder;
    this.settings = settings;
    this.steps = steps;
  }

  /**
   * The folder of a journal.
   *
   * @param folder a local path, or a URI of any file system that Beam knows; one that is missing
   *     counts as empty
   */
  public static JournalFolder at(String folder) {
    return at(folder, JournalSettings.DEFAULT, step -> {});
  }

  static JournalFolder at(String folder, JournalSettings settings, Consumer<Merge.Step> steps) {
    return new JournalFolder(folder, settings, steps);
  }

  /** Whether there is such a folder; one of another file system than the local always counts. */
  public boolean exists() throws IOException {
    Optional<Path> path = Folders.local(folder);
    return path.isEmpty() || Files.isDirectory(path.get());
  }

  /** Counts what the journal holds, reading all of it. */
  public JournalContents contents() throws IOException {
    try (Folder opened = open()) {
      ContentsCount count = new ContentsCount();
      for (Folder.Listed segment : opened.list()) {
        count.add(opened.fetch(segment), segment.bytes());
      }
      return count.contents();
    }
  }

  /**
   * Merges small segments of the same range.
   *
   * @return how many were merged into others; 0 also while another process does so
   */
  public int compact() throws IOException {
    return compact(0);
  }

  /** Merges small segments where there are more than 32 of all sizes, as {@link #compact} does. */
  public int compactIfMany() throws IOException {
    return compact(FEW);
  }

  private int compact(int few) throws IOException {
    try (Folder opened = open()) {
      return new Compaction(opened, steps).run(few);
    }
  }

  /**
   * Drops every reply.
   *
   * @return how many there were
   * @throws IOException if a running process holds a segment, naming it
   */
  public long dropAll() throws IOException {
    try (Folder opened = open()) {
      return new Drop(opened, steps).all();
    }
  }

  /**
   * Drops the replies of a model.
   *
   * @param model its exact name
   * @return how many there were
   * @throws IOException if a running process holds a segment, naming it
   */
  public long dropModel(String model) throws IOException {
    try (Folder opened = open()) {
      return new Drop(opened, steps).model(model);
    }
  }

  private Folder open() throws IOException {
    return Folders.open(folder, settings);
  }
}
