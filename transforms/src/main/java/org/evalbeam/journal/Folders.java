package org.evalbeam.journal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells local folders from those of other file systems. */
final class Folders {

  /** Two letters at least: one is a drive. */
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

  private Folders() {}

  /** Opens a folder to look after it; one that is missing counts as empty. */
  static Folder open(String folder, JournalSettings settings) throws IOException {
    Optional<Path> path = local(folder);
    return path.isPresent() ? LocalFolder.of(path.get()) : RemoteFolder.of(folder, settings);
  }

  /**
   * The path of a local folder.
   *
   * @param folder a path, a {@code file:} URI, or a URI of any other file system
   * @return empty for the last
   */
  static Optional<Path> local(String folder) throws IOException {
    try {
      if (folder.startsWith("file:")) {
        return Optional.of(Path.of(URI.create(folder)));
      }
      return SCHEME.matcher(folder).matches() ? Optional.empty() : Optional.of(Path.of(folder));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "the journal's folder " + folder + " can't be used: " + e.getMessage(), e);
    }
  }
}
