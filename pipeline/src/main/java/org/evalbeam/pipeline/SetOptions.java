package org.evalbeam.pipeline;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which set is meant, shared by the commands that take one. */
final class SetOptions {

  @Option(
      names = "--spec",
      required = true,
      paramLabel = "FILE",
      description = "The experiment set: EvalAP's JSON body, or the same in YAML (.yaml, .yml).")
  String spec = "";

  @Mixin final DatasetCatalogOption datasets = new DatasetCatalogOption();

  @Option(
      names = "--endpoints",
      paramLabel = "FILE",
      description = "Endpoint catalog. Default: configs/endpoints.yaml of the installation.")
  @Nullable String endpoints;

  @Option(
      names = "--prompts",
      paramLabel = "DIR",
      description =
          "Folder of prompts to take in the place of shipped ones: NAME.md, with the names that"
              + " `evalbeam metrics` shows.")
  @Nullable String prompts;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Use the first N rows of each dataset only.")
  @Nullable Integer limit;

  /** Path of the endpoint catalog. */
  String endpointCatalog() {
    return endpoints == null ? installed("endpoints.yaml") : endpoints;
  }

  void check() throws UsageException {
    if (limit != null && limit < 1) {
      throw new UsageException("--limit: found " + limit + "; a number from 1 is allowed");
    }
  }

  /** A file of the installation's configs folder; the launcher says where that is. */
  static String installed(String file) {
    return home().resolve("configs").resolve(file).toString();
  }

  /** The folder of the installation. */
  static Path home() {
    return Path.of(System.getProperty("evalbeam.home", "."));
  }
}
