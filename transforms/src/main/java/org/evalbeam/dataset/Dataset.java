package org.evalbeam.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.evalbeam.spec.InlineDataset;
import org.jspecify.annotations.Nullable;

/**
 * One or more files of questions, and how its columns are to be understood.
 *
 * @param name its name in experiments
 * @param readme free text
 * @param path the file, or a pattern that means several, local or with a scheme; relative paths are
 *     resolved already
 * @param format how the rows stand in the files
 * @param columnsMap standard column name to the file's, in the order given
 * @param cluster the column whose equal values mark rows that belong together, by its standard name
 *     or the file's; null where there is none
 */
public record Dataset(
    String name,
    @Nullable String readme,
    String path,
    Format format,
    Map<String, String> columnsMap,
    @Nullable String cluster)
    implements Serializable {

  /** A path with one of these means the files that it matches. */
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[]");

  /** Copies {@code columnsMap}. */
  public Dataset {
    columnsMap = Collections.unmodifiableMap(new LinkedHashMap<>(columnsMap));
  }

  /**
   * The dataset that a spec brings, read from {@code path}: the file that it names, or the one that
   * its content was staged to.
   *
   * @param path a resolved path, its format told by its ending
   * @throws IllegalArgumentException where the ending tells no format
   */
  public static Dataset of(InlineDataset inline, String path) {
    Format format =
        Format.ofPath(path)
            .orElseThrow(
                () -> new IllegalArgumentException(path + " does not end in " + Format.ENDINGS));
    return new Dataset(
        inline.name(), inline.readme(), path, format, inline.columnsMap(), inline.cluster());
  }

  /**
   * Its files, in the order in which their rows are numbered: that of their paths, character by
   * character, so that {@code part-10} comes before {@code part-2}.
   *
   * @throws FileNotFoundException where a pattern matches no file
   * @throws IOException where the file system can't be asked
   */
  public List<String> files(FileOpener opener) throws IOException {
    if (!WILDCARD.matcher(path).find()) {
      return List.of(path);
    }
    List<String> files = opener.match(path).stream().sorted().toList();
    if (files.isEmpty()) {
      throw new FileNotFoundException("no file matches " + path);
    }
    return files;
  }
}
