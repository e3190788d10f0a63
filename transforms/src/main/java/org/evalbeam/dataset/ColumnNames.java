package org.evalbeam.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Problem;
import org.jspecify.annotations.Nullable;

/**
 * From a file's column names to those of rows. A mapped column goes by the standard names that are
 * mapped to it, any other by its own; where a standard name is mapped to one column and the file
 * has another of that very name, the mapped one is meant and the other is left out.
 */
final class ColumnNames {

  private final Map<String, String> columnsMap;
  private final @Nullable String cluster;
  private final Map<String, List<String>> standardNames = new LinkedHashMap<>();

  ColumnNames(Map<String, String> columnsMap, @Nullable String cluster) {
    this.columnsMap = columnsMap;
    this.cluster = cluster;
    columnsMap.forEach(
        (standard, column) ->
            standardNames.computeIfAbsent(column, c -> new ArrayList<>()).add(standard));
  }

  /** The record by the names of rows; a mapped column that it lacks is null. */
  Map<String, @Nullable String> ofRow(Map<String, @Nullable String> record) {
    Map<String, @Nullable String> row = new LinkedHashMap<>();
    record.forEach((column, value) -> names(column).forEach(name -> row.put(name, value)));
    for (String standard : columnsMap.keySet()) {
      if (!row.containsKey(standard)) {
        row.put(standard, null);
      }
    }
    return row;
  }

  /** The names that rows have for these columns of a file. */
  Set<String> ofColumns(Set<String> columns) {
    Set<String> names = new LinkedHashSet<>();
    columns.forEach(column -> names.addAll(names(column)));
    return names;
  }

  private List<String> names(String column) {
    List<String> standard = standardNames.get(column);
    if (standard != null) {
      return standard;
    }
    return columnsMap.containsKey(column) ? List.of() : List.of(column);
  }

  /**
   * The record's value in the cluster column; null where there is no such column, or no value. A
   * blank one is none: that is how CSV has it, and rows without a value have nothing in common.
   */
  @Nullable String clusterOf(Map<String, @Nullable String> record) {
    String value = cluster == null ? null : record.get(columnsMap.getOrDefault(cluster, cluster));
    return value == null || value.isBlank() ? null : value;
  }

  /** Each name of the map and the cluster that means no column of the file. */
  List<Problem> missingIn(Set<String> columns) {
    List<Problem> problems = new ArrayList<>();
    columnsMap.forEach(
        (standard, column) -> {
          if (!columns.contains(column)) {
            problems.add(missing(Place.child(".columns_map", standard), column, columns));
          }
        });
    if (cluster != null && !columnsMap.containsKey(cluster) && !columns.contains(cluster)) {
      problems.add(missing(".cluster", cluster, columns));
    }
    return problems;
  }

  private static Problem missing(String path, String column, Set<String> columns) {
    return new Problem(
        path, "no column `" + column + "`; the file has " + String.join(", ", columns));
  }
}
