package org.evalbeam.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.evalbeam.data.Row;
import org.evalbeam.dataset.DatasetCatalog;
import org.evalbeam.dataset.RowReader;
import org.evalbeam.flow.BeamFiles;
import org.evalbeam.pipeline.simulate.KnownAnswers;
import org.evalbeam.spec.tree.InvalidSpecException;

/** Tells the simulated endpoint the right answers of a dataset catalog. */
final class ShippedAnswers {

  private ShippedAnswers() {}

  static KnownAnswers of(String catalogFile) throws IOException, InvalidSpecException {
    DatasetCatalog catalog = DatasetCatalog.read(catalogFile, BeamFiles.OPENER);
    List<Row> rows = new ArrayList<>();
    for (String name : catalog.names()) {
      try (RowReader reader = RowReader.open(catalog.get(name), BeamFiles.OPENER)) {
        reader.forEachRemaining(rows::add);
      }
    }
    return KnownAnswers.of(rows);
  }
}
