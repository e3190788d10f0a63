package org.evalbeam.spec;

import java.util.Set;
import java.util.TreeSet;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Shown;
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

  /**
   * What to say where a column that {@code who} needs is missing; null where it is there, or the
   * columns are unknown.
   */
  @Nullable String lack(String who, String column) {
    return columns == null || columns.contains(column)
        ? null
        : "%s needs the column %s, which the dataset %s lacks; it has: %s"
            .formatted(
                who, Shown.text(column), Shown.text(name), Shown.names(new TreeSet<>(columns)));
  }
}
