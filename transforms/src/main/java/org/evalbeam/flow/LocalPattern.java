package org.evalbeam.flow;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Files of a local disk that a pattern means. What stands there under exactly that name comes
 * first: in {@code v[1]/p-*.csv} the folder is the one of that name, where there is one, and only
 * the rest is a pattern. Beam's own match would look into {@code v1}.
 */
final class LocalPattern {

  private LocalPattern() {}

  /** Absolute paths of the files, in no order; none where nothing matches. */
  static List<String> files(String pattern) throws IOException {
    Path whole = Path.of(pattern).toAbsolutePath();
    if (Files.exists(whole)) {
      return List.of(whole.toString());
    }
    Path folder = whole.getRoot();
    for (Path name : whole) {
      Path next = folder.resolve(name);
      if (!Files.isDirectory(next)) {
        break;
      }
      folder = next;
    }
    try {
      return below(folder, String.valueOf(folder.relativize(whole)));
    } catch (PatternSyntaxException noPattern) {
      return List.of();
    }
  }

  /** Folders that no name of the pattern can mean, which may be a whole disk, are left alone. */
  private static int depth(String pattern) {
    return pattern.contains("**") ? Integer.MAX_VALUE : Path.of(pattern).getNameCount();
  }

  private static List<String> below(Path folder, String pattern) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        depth(pattern),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && matcher.matches(folder.relativize(file))) {
              files.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }

          /** A folder that can't be looked into, or a link that leads nowhere, matches nothing. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unread) {
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
