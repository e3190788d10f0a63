package org.evalbeam.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.evalbeam.spec.InlineDataset;
import org.evalbeam.spec.Vocabulary.DatasetShape;
import org.evalbeam.spec.tree.Problem;

/**
 * Columns and sizes of datasets, by reading each once from end to end; and why one can't be used.
 */
public final class DatasetShapes {

  private DatasetShapes() {}

  /**
   * The shape of a dataset in a file. Problems are at {@code .path}, {@code .columns_map.X}, ...
   */
  public static DatasetShape of(Dataset dataset, FileOpener opener) {
    try (Records records = Records.open(dataset, opener)) {
      int rows = 0;
      while (records.next() != null) {
        rows = Math.incrementExact(rows);
      }
      List<Problem> problems = new ArrayList<>();
      if (rows == 0) {
        problems.add(new Problem(".path", dataset.path() + " holds no rows"));
        return new DatasetShape(records.columns(), 0, problems);
      }
      ColumnNames names = new ColumnNames(dataset.columnsMap(), dataset.cluster());
      return shape(names, records.columns(), rows);
    } catch (MalformedDatasetException e) {
      return unusable(".path", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      return unusable(".path", dataset.path() + " can't be read: " + why);
    }
  }

  /**
   * The shape of a dataset that a spec brings, by path or by content.
   *
   * @param specFile path of the spec; a relative {@code path} in it starts from its folder
   */
  public static DatasetShape of(InlineDataset inline, String specFile, FileOpener opener) {
    if (inline.df() != null) {
      DataFrame frame = DataFrame.parse(inline.df());
      return frame.problems().isEmpty()
          ? shape(
              new ColumnNames(inline.columnsMap(), inline.cluster()),
              frame.columns(),
              frame.rows().size())
          : new DatasetShape(Set.of(), 0, frame.problems());
    }
    if (inline.path() == null) {
      return unusable("", "needs `path` or `df`");
    }
    if (Format.ofPath(inline.path()).isEmpty()) {
      return unusable(".path", inline.path() + " does not end in " + Format.ENDINGS);
    }
    return of(Dataset.of(inline, Location.resolve(specFile, inline.path())), opener);
  }

  private static DatasetShape shape(ColumnNames names, Set<String> columns, int rows) {
    return new DatasetShape(names.ofColumns(columns), rows, names.missingIn(columns));
  }

  private static DatasetShape unusable(String path, String problem) {
    return new DatasetShape(Set.of(), 0, List.of(new Problem(path, problem)));
  }
}
