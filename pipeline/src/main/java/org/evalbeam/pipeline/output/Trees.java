package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.evalbeam.flow.FolderFiles;

/** Removes a folder with all that is in it, on any file system of Beam's. */
final class Trees {

  private Trees() {}

  static void delete(ResourceId folder) throws IOException {
    if (FolderFiles.isLocal(folder)) {
      deleteFolders(Path.of(folder.toString()));
      return;
    }
    FileSystems.delete(matched(folder + "**"), StandardMoveOptions.IGNORE_MISSING_FILES);
    // On HDFS that finds what is in the folders below only, and this the folders too.
    for (ResourceId left : matched(folder + "*")) {
      try {
        FileSystems.delete(List.of(left), StandardMoveOptions.IGNORE_MISSING_FILES);
      } catch (IOException folderThatIsNotEmpty) {
        // What is hidden in it stays, and no reader of tables sees it.
      }
    }
  }

  private static List<ResourceId> matched(String pattern) throws IOException {
    MatchResult match = FileSystems.match(pattern);
    return match.status() == MatchResult.Status.OK
        ? match.metadata().stream().map(MatchResult.Metadata::resourceId).toList()
        : List.of();
  }

  /** Not by patterns, which a folder's own name might be. */
  private static void deleteFolders(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    List<Path> deepestFirst;
    try (var tree = Files.walk(root)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /** Removes a local folder that holds nothing; another run may still have its own in it. */
  static void deleteIfEmpty(ResourceId folder) throws IOException {
    Path path = Path.of(folder.toString());
    if (!FolderFiles.isLocal(folder) || !Files.isDirectory(path)) {
      return;
    }
    try {
      Files.delete(path);
    } catch (DirectoryNotEmptyException inUse) {
      return;
    }
  }
}
