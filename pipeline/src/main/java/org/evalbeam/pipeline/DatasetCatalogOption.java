package org.evalbeam.pipeline;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.evalbeam.dataset.DatasetCatalog;
import org.evalbeam.flow.BeamFiles;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which dataset catalog is meant. */
final class DatasetCatalogOption {

  @Option(
      names = "--datasets",
      paramLabel = "FILE",
      description = "Dataset catalog. Default: configs/datasets.yaml of the installation.")
  private @Nullable String datasets;

  /** Path of the catalog. */
  String path() {
    return SharedPaths.absolute(
        datasets == null ? SetOptions.installed("datasets.yaml") : datasets);
  }

  /**
   * Reads the catalog.
   *
   * @throws UsageException where it can't be read
   * @throws InvalidSpecException with everything that is wrong in it
   */
  DatasetCatalog read() throws InvalidSpecException, UsageException {
    try {
      return DatasetCatalog.read(path(), BeamFiles.OPENER);
    } catch (FileNotFoundException e) {
      throw new UsageException("--datasets: there is no file " + path());
    } catch (IOException e) {
      throw new UsageException("--datasets: " + path() + " can't be read: " + e.getMessage());
    }
  }
}
