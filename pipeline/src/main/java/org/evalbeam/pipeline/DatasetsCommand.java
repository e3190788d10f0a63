package org.evalbeam.pipeline;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.evalbeam.dataset.Dataset;
import org.evalbeam.dataset.DatasetCatalog;
import org.evalbeam.dataset.DatasetShapes;
import org.evalbeam.dataset.Format;
import org.evalbeam.flow.BeamFiles;
import org.evalbeam.spec.InlineDataset;
import org.evalbeam.spec.Vocabulary.DatasetShape;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the datasets that experiments may name, or one of them with its first row. */
@Command(
    name = "datasets",
    description =
        "Lists the datasets of the catalog with their sizes and columns; with a name, or a file,"
            + " shows one of them and its first row.")
final class DatasetsCommand implements Callable<Integer> {

  @Mixin private final DatasetCatalogOption catalog = new DatasetCatalogOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A dataset of the catalog, or the path of a file that may become one.")
  private @Nullable String name;

  @Override
  public Integer call() throws IOException, InvalidSpecException, UsageException {
    DatasetCatalog datasets = catalog.read();
    if (name == null) {
      return list(datasets);
    }
    System.out.print(DatasetText.of(find(datasets, name)));
    return ExitCode.OK;
  }

  private static Dataset find(DatasetCatalog datasets, String name) throws UsageException {
    if (datasets.names().contains(name)) {
      return datasets.get(name);
    }
    if (Format.ofPath(name).isPresent()) {
      return Dataset.of(new InlineDataset(name, null, name, null, Map.of(), null), name);
    }
    throw new UsageException(
        "no dataset `%s` in the catalog; there are %s; a file must end as its format does"
            .formatted(name, String.join(", ", datasets.names())));
  }

  /** One that can't be read hides none of the others. */
  private static int list(DatasetCatalog datasets) {
    TextTable table = new TextTable().row("dataset", "rows", "columns");
    int unusable = 0;
    for (String each : datasets.names()) {
      DatasetShape shape = DatasetShapes.of(datasets.get(each), BeamFiles.OPENER);
      if (shape.problems().isEmpty()) {
        table.row(each, "%,d".formatted(shape.rows()), String.join(", ", shape.columns()));
      } else {
        unusable++;
        table.row(each, "-", "-");
        for (Problem problem : shape.problems()) {
          System.err.println(Printable.of(each + ": " + problem.message()));
        }
      }
    }
    System.out.print(table);
    return unusable == 0 ? ExitCode.OK : ExitCode.USAGE;
  }
}
