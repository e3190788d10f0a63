package org.evalbeam.pipeline;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.evalbeam.dataset.Location;
import org.evalbeam.flow.FolderFiles;

/** The folder that an option names, checked before anything is called. */
final class FolderOption {

  /** What other file systems than the local take for a pattern, wherever it stands in a path. */
  private static final Pattern PATTERN = Pattern.compile("[\\[\\]{}*?\\\\]");

  private FolderOption() {}

  /**
   * The folder, a {@code file:} URI as the path that it means.
   *
   * @param option the option's name, for messages
   * @param given a path or URI, as the user gave it
   * @throws UsageException where no folder can be meant
   * @throws IllegalArgumentException where the URI is of no file system that is known
   */
  static String of(String option, String given) throws UsageException {
    if (given.isBlank()) {
      throw new UsageException(option + ": found nothing; a folder is needed");
    }
    if (!Location.isLocal(given)) {
      if (PATTERN.matcher(given).find()) {
        throw new UsageException(
            option
                + ": found "
                + given
                + "; only on a local disk a folder's name may hold any of [ ] { } * ? \\");
      }
      if (FolderFiles.isLocal(FileSystems.matchNewResource(given, true))) {
        throw new UsageException(
            option + ": found " + given + "; on this machine, it is file:///PATH");
      }
    }
    String folder = Location.plain(given);
    try {
      var unused = Path.of(folder);
    } catch (InvalidPathException e) {
      throw new UsageException(option + ": found " + given + "; " + e.getReason());
    }
    return folder;
  }

  /**
   * The folder, which is to be written to; on other file systems that shows only then.
   *
   * @throws UsageException where it can't be written to, or made
   */
  static String writable(String option, String given) throws UsageException {
    String folder = of(option, given);
    if (Location.isLocal(folder)) {
      checkWritable(option, Path.of(folder).toAbsolutePath());
    }
    return folder;
  }

  /** Tries it out, for permissions do not tell of file systems like /proc. */
  private static void checkWritable(String option, Path folder) throws UsageException {
    Path there = folder;
    for (Path up = folder; up != null; up = up.getParent()) {
      there = up;
      if (Files.exists(up, LinkOption.NOFOLLOW_LINKS)) {
        break;
      }
    }
    if (!Files.isDirectory(there)) {
      throw new UsageException(
          option + ": found " + there + ", which is no folder; a folder is needed");
    }
    try {
      // Of a name of its own, lest another run that begins now misses what it has seen.
      Files.delete(Files.createTempDirectory(there, ".evalbeam"));
    } catch (IOException e) {
      String reason =
          e instanceof FileSystemException known && known.getReason() != null
              ? ": " + known.getReason()
              : "";
      throw new UsageException(
          option + ": found " + there + ", which can't be written to" + reason);
    }
  }

  /**
   * The folder of an option that knows no other file systems.
   *
   * @throws UsageException where no local folder is meant, or it can't be written to
   */
  static Path local(String option, String given) throws UsageException {
    if (!Location.isLocal(given)) {
      throw new UsageException(
          option + ": found " + given + "; a folder on a local disk is needed");
    }
    return Path.of(writable(option, given));
  }
}
