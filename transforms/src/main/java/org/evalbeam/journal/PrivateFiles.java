package org.evalbeam.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Files and folders for their owner alone, where the file system knows modes: they hold texts. */
final class PrivateFiles {

  private PrivateFiles() {}

  /** Makes a new, empty file. */
  static void create(Path file) throws IOException {
    Files.createFile(file, mode(file, "rw-------"));
  }

  /** Makes a folder where there is none; the folders above it are left as they come. */
  static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectories(folder, mode(folder, "rwx------"));
    }
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    boolean known = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return known
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /** Deletes a folder of plain files. */
  static void deleteFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
