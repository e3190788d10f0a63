package org.evalbeam.spec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code cv} block asks for: one experiment for each combination of the grid's values.
 *
 * @param points the experiments, repeats apart
 * @param repeat how often each is to run, at least 1
 */
record Grid(List<Located> points, int repeat) {

  /** More experiments than this are taken for a slip, such as a repeat with a zero too many. */
  static final int MOST_EXPERIMENTS = 100_000;

  static final List<String> FIELDS = List.of("common_params", "grid_params", "repeat");

  /** Reads a {@code cv} block; parts that are wrong are reported and left out. */
  static Grid read(Located cv, Problems problems) {
    if (!cv.json().isObject()) {
      problems.wrong(cv, "an object with common_params, grid_params, repeat");
      return new Grid(List.of(), 1);
    }
    Fields fields = Fields.of(cv, problems).allow(FIELDS);
    Located common = params(fields, "common_params", problems);
    Located grid = params(fields, "grid_params", problems);
    int repeat = fields.integer("repeat", 1, 1);
    if (common == null || grid == null) {
      return new Grid(List.of(), repeat);
    }
    for (Map.Entry<String, Located> param : grid.fields().entrySet()) {
      Located values = param.getValue();
      if (!values.json().isArray() || values.json().isEmpty()) {
        problems.wrong(values, "a list of at least one value");
      }
    }
    long experiments = size(grid, repeat);
    if (experiments > MOST_EXPERIMENTS) {
      problems.add(
          cv.place(), "found more than %d experiments, must be fewer".formatted(MOST_EXPERIMENTS));
      return new Grid(List.of(), repeat);
    }
    return new Grid(product(common, grid), repeat);
  }

  /**
   * The cartesian product of the grid's values over the common ones. The first parameter changes
   * slowest. A value of the grid replaces the common one; two objects merge at their first level,
   * the grid's fields winning. A parameter without a list of values stands as already reported.
   *
   * @param common an object
   * @param grid an object of lists
   */
  static List<Located> product(Located common, Located grid) {
    List<Located> points = List.of(common);
    for (Map.Entry<String, Located> param : grid.fields().entrySet()) {
      List<Located> values = values(param.getValue());
      points =
          points.stream()
              .flatMap(point -> values.stream().map(value -> point(point, param.getKey(), value)))
              .toList();
    }
    return points;
  }

  private static Located point(Located common, String param, Located value) {
    Located below = common.fields().get(param);
    return common.with(param, below == null ? value : value.over(below));
  }

  private static List<Located> values(Located list) {
    List<Located> values = list.elements();
    return values.isEmpty() ? List.of(Located.reported(list.place())) : values;
  }

  private static @Nullable Located params(Fields cv, String name, Problems problems) {
    Located params = cv.get(name);
    if (params == null) {
      return new Located(cv.placeOf(name), JsonNodeFactory.instance.objectNode());
    }
    if (!params.json().isObject()) {
      problems.wrong(params, "an object");
      return null;
    }
    params
        .fields()
        .forEach(
            (field, value) -> {
              if (field.equals("name")) {
                problems.add(
                    value.place(), "not allowed: a grid names its experiments <set>__<number>");
              } else if (!ExperimentReader.FIELDS.contains(field)) {
                problems.add(
                    value.place(), Unknown.message("field", field, ExperimentReader.FIELDS));
              }
            });
    return params;
  }

  private static long size(Located grid, int repeat) {
    long size = repeat;
    for (Located values : grid.fields().values()) {
      size = Math.min(size, MOST_EXPERIMENTS + 1L) * Math.max(1, values.elements().size());
    }
    return size;
  }
}
