package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.evalbeam.flow.FolderFiles;
import org.jspecify.annotations.Nullable;

/** The output folder of a set as its readers meet it: the manifest, the tables, the report. */
public final class FinishedFolder {

  /** The page that shows the tables to people; made from them, so it counts as no table. */
  public static final String REPORT = "report.html";

  private final ResourceId folder;

  private FinishedFolder(ResourceId folder) {
    this.folder = folder;
  }

  /**
   * The folder.
   *
   * @param output path or URI of the set's output folder
   */
  public static FinishedFolder at(String output) {
    return new FinishedFolder(FileSystems.matchNewResource(output, true));
  }

  /** Its path, with a slash at its end. */
  public String path() {
    return folder.toString();
  }

  /**
   * The manifest.
   *
   * @return null where the folder holds no finished set
   */
  public @Nullable String manifest() throws IOException {
    ResourceId file = file(RunFolder.MANIFEST);
    if (!FolderFiles.exists(file)) {
      return null;
    }
    try (InputStream manifest = Channels.newInputStream(FileSystems.open(file))) {
      return new String(manifest.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * What its tables lack, since another version of the program wrote them.
   *
   * @return in words; null where nothing is missing
   */
  public @Nullable String missing() throws IOException {
    return TableColumns.missing(path());
  }

  /**
   * Where its report is.
   *
   * @return null where none was written
   */
  public @Nullable String report() throws IOException {
    ResourceId file = file(REPORT);
    return FolderFiles.exists(file) ? file.toString() : null;
  }

  /** All rows of a table that fits into memory. */
  public <T> List<T> rows(Table<T> table) throws IOException {
    return ReadTable.of(table, path());
  }

  /** Shows each row of a table in turn, some columns of it; keeps none of them. */
  public void scan(Table<?> table, Set<String> columns, Consumer<ScannedRow> each)
      throws IOException {
    ScanTable.of(table, path(), columns, each);
  }

  /** Opens a new file in the folder, in the place of one that is there. */
  public OutputStream create(String name) throws IOException {
    return Channels.newOutputStream(FileSystems.create(file(name), "application/octet-stream"));
  }

  private ResourceId file(String name) {
    return folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }
}
