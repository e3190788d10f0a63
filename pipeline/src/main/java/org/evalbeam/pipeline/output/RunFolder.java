package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.evalbeam.flow.CallRuntime;
import org.evalbeam.flow.FolderFiles;
import org.jspecify.annotations.Nullable;

/**
 * The output folder of a set. A run writes into a folder of its own below it and is moved to its
 * place when it is whole; the manifest comes last, so a folder with a manifest is whole.
 */
public final class RunFolder {

  /** The file that makes a folder whole. */
  public static final String MANIFEST = "manifest.json";

  private static final String RUNS = ".runs";

  private final ResourceId output;
  private final ResourceId staging;

  private RunFolder(ResourceId output, String runId) {
    this.output = output;
    this.staging = folder(folder(output, RUNS), runId);
  }

  /**
   * The folder of a run.
   *
   * @param output path or URI of the set's output folder; made where it does not exist
   * @param runId identity of the run
   */
  public static RunFolder of(String output, String runId) {
    return new RunFolder(FileSystems.matchNewResource(output, true), runId);
  }

  private static ResourceId folder(ResourceId parent, String name) {
    return parent.resolve(name, StandardResolveOptions.RESOLVE_DIRECTORY);
  }

  private static ResourceId file(ResourceId folder, String name) {
    return folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }

  /** Path of the output folder, with a slash at its end. */
  public String output() {
    return output.toString();
  }

  /** Path of the run's own folder, with a slash at its end. */
  public String staging() {
    return staging.toString();
  }

  /** Begins the run's own folder, so that one that can't be written shows before calls are paid. */
  public void open() throws IOException {
    try (OutputStream started = create(CallRuntime.STARTED)) {
      started.flush();
    }
  }

  /** Opens a new file in the run's own folder. */
  public OutputStream create(String name) throws IOException {
    return create(file(staging, name));
  }

  private static OutputStream create(ResourceId file) throws IOException {
    return Channels.newOutputStream(FileSystems.create(file, "application/octet-stream"));
  }

  /** Path that {@link #create} gives a file. */
  public String pathOf(String name) {
    return file(staging, name).toString();
  }

  /**
   * The manifest that stands in the output folder.
   *
   * @return null where the folder holds no finished set
   */
  public @Nullable String manifest() throws IOException {
    return FinishedFolder.at(output()).manifest();
  }

  /** Swaps the run's tables in for those that stand in the output folder, the manifest last. */
  public void publish(byte[] manifest) throws IOException {
    FolderFiles.delete(List.of(file(output, MANIFEST), file(output, FinishedFolder.REPORT)));
    for (Table<?> table : Table.all()) {
      publish(table);
    }
    try (OutputStream out = create(file(output, MANIFEST))) {
      out.write(manifest);
    }
    discard();
  }

  private void publish(Table<?> table) throws IOException {
    ResourceId place = folder(output, table.name());
    FileSystems.delete(
        TableFiles.published(table, output()).stream()
            .map(MatchResult.Metadata::resourceId)
            .toList());
    List<String> listed = TableFiles.listed(table, staging());
    if (listed.isEmpty()) {
      // Readers of a table want to see its columns, if there is nothing else to see.
      WriteRows.of(table, List.of(), this);
      listed = TableFiles.listed(table, staging());
    }
    List<ResourceId> written = new ArrayList<>();
    List<ResourceId> places = new ArrayList<>();
    for (String file : listed.stream().sorted().toList()) {
      String name = "part-%05d-of-%05d.parquet".formatted(written.size(), listed.size());
      written.add(FileSystems.matchNewResource(file, false));
      places.add(file(place, name));
    }
    FileSystems.rename(written, places);
  }

  /** Removes the run's own folder and what is in it. */
  public void discard() throws IOException {
    Trees.delete(staging);
    Trees.deleteIfEmpty(folder(output, RUNS));
  }
}
