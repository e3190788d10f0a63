package org.evalbeam.pipeline;

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
    return Location.plain(given);
  }

  /**
   * The folder of an option that knows no other file systems.
   *
   * @throws UsageException where no local folder is meant
   */
  static Path local(String option, String given) throws UsageException {
    if (!Location.isLocal(given)) {
      throw new UsageException(
          option + ": found " + given + "; a folder on a local disk is needed");
    }
    return Path.of(of(option, given));
  }
}
