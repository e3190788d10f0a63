package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where segments are kept: what a journal asks of a file system. */
interface Folder extends Closeable {

  /**
   * A segment that stands in the folder.
   *
   * @param name its name
   * @param bytes its size
   * @param modifiedMillis when it was last written, in milliseconds since 1970; 0 if that is
   *     unknown
   */
  record Listed(SegmentName name, long bytes, long modifiedMillis) {}

  /** The segments there are, in the order of their names; none where there is no folder. */
  List<Listed> list() throws IOException;

  /**
   * A local file with the content of a segment.
   *
   * @throws java.nio.file.NoSuchFileException if it was deleted since it was listed
   */
  Path fetch(Listed segment) throws IOException;

  /**
   * When segments last came or went, in milliseconds since 1970; 0 if that is unknown, as it is
   * where the folder is missing.
   */
  long changedMillis() throws IOException;

  /**
   * The size of a segment now.
   *
   * @throws java.nio.file.NoSuchFileException if it was deleted
   */
  long bytes(SegmentName name) throws IOException;

  /** A new local file, not yet there, whose content is to become a segment. */
  Path draft(SegmentName name) throws IOException;

  /** Turns a draft into a segment: nobody sees a part of it. */
  void publish(Path draft, SegmentName name) throws IOException;

  /** Deletes a segment, if it is still there. */
  void delete(SegmentName name) throws IOException;

  /** Whether somebody alive holds a segment, as far as the file system can tell. */
  boolean isHeld(SegmentName name);

  /**
   * Whether a segment will not change any more, and those who read the folder have had the time to
   * do so.
   */
  boolean isSettled(Listed segment);

  /**
   * Keeps others from rewriting segments until it is closed.
   *
   * @return null while another does so
   */
  @Nullable Closeable tryExclusive() throws IOException;

  /** Removes what died processes have left, once nobody else rewrites segments. */
  void tidy() throws IOException;

  /** The folder's path or URI. */
  @Override
  String toString();
}
