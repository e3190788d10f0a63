package org.evalbeam.spec;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dataset that an experiment names or brings.
 *
 * @param name its name
 * @param place where the experiment has it
 * @param columns its columns; null where it can't be read
 * @param rows its number of rows; null where it can't be read
 */
record ChosenDataset(
    String name, Place place, @Nullable Set<String> columns, @Nullable Integer rows) {

  /** Why a column is missing, or null where it is there or the columns are unknown. */
  @Nullable String lacks(String column) {
    return columns == null || columns.contains(column)
        ? null
        : "the dataset %s has no column %s; it has: %s"
            .formatted(Shown.text(name), Shown.text(column), Shown.names(columns));
  }
}
