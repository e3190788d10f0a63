package org.evalbeam.flow;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Files of folders whose paths are taken as they stand. Beam's match takes brackets, braces, stars,
 * question marks and backslashes anywhere in a path for a pattern, and its delete matches too: for
 * {@code v[1]} they would find the files of {@code v1}. So a local disk is asked without them; on
 * other file systems the program takes no folder of such a name.
 */
public final class FolderFiles {

  private FolderFiles() {}

  /**
   * The files in a folder, not below it, whose names begin and end so, in the order of their paths.
   *
   * @param folder path of the folder, with a slash at its end
   * @return none where there is no such folder
   */
  public static List<MatchResult.Metadata> list(String folder, String prefix, String suffix)
      throws IOException {
    List<MatchResult.Metadata> files =
        new ArrayList<>(
            isLocal(FileSystems.matchNewResource(folder, true))
                ? listLocal(Path.of(folder), prefix, suffix)
                : FileSystems.match(folder + prefix + "*" + suffix, EmptyMatchTreatment.ALLOW)
                    .metadata());
    files.sort(Comparator.comparing(file -> file.resourceId().toString()));
    return files;
  }

  private static List<MatchResult.Metadata> listLocal(Path folder, String prefix, String suffix)
      throws IOException {
    List<MatchResult.Metadata> files = new ArrayList<>();
    DirectoryStream.Filter<Path> named =
        file -> {
          String name = String.valueOf(file.getFileName());
          return name.startsWith(prefix) && name.endsWith(suffix) && Files.isRegularFile(file);
        };
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, named)) {
      for (Path file : found) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        files.add(
            MatchResult.Metadata.builder()
                .setResourceId(FileSystems.matchNewResource(file.toString(), false))
                .setSizeBytes(attributes.size())
                .setLastModifiedMillis(attributes.lastModifiedTime().toMillis())
                .setIsReadSeekEfficient(true)
                .build());
      }
    } catch (NoSuchFileException | NotDirectoryException nothingThere) {
      return List.of();
    }
    return files;
  }

  /** Whether there is such a file. */
  public static boolean exists(ResourceId file) throws IOException {
    return isLocal(file)
        ? Files.exists(Path.of(file.toString()))
        : FileSystems.match(file.toString()).status() == MatchResult.Status.OK;
  }

  /** Deletes files, those of them that are there. */
  public static void delete(Collection<ResourceId> files) throws IOException {
    List<ResourceId> elsewhere = new ArrayList<>();
    for (ResourceId file : files) {
      if (isLocal(file)) {
        Files.deleteIfExists(Path.of(file.toString()));
      } else {
        elsewhere.add(file);
      }
    }
    if (!elsewhere.isEmpty()) {
      FileSystems.delete(elsewhere, StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  /** Whether it is on a local disk. */
  public static boolean isLocal(ResourceId resource) {
    return resource.getScheme().equals("file");
  }
}
