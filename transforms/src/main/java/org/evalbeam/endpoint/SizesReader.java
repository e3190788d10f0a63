package org.evalbeam.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.ModelSize;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.jspecify.annotations.Nullable;

/** Reads the sizes of models of an entry of the endpoint catalog, in billions of parameters. */
final class SizesReader {

  private static final List<String> SIZE = List.of("active", "total");

  private static final String ALLOWED =
      "billions of parameters: a number above 0, a range [least, most], or an object with active"
          + " and total, each one of these, active not above total";

  private final Problems problems;

  SizesReader(Problems problems) {
    this.problems = problems;
  }

  /** Model names, {@code *} standing for any characters, to sizes, in the order of the file. */
  Map<String, ModelSize> read(@Nullable Located given) {
    Map<String, ModelSize> sizes = new LinkedHashMap<>();
    if (given != null && !given.json().isObject()) {
      problems.wrong(given, "an object of sizes by the models' names");
    } else if (given != null) {
      given
          .fields()
          .forEach(
              (model, size) -> {
                ModelSize read = size(size.json());
                if (read == null) {
                  problems.wrong(size, ALLOWED);
                } else {
                  sizes.put(model, read);
                }
              });
    }
    return sizes;
  }

  private static @Nullable ModelSize size(JsonNode json) {
    if (!json.isObject()) {
      double[] all = range(json);
      return all.length == 2 ? new ModelSize(all[0], all[1], all[0], all[1]) : null;
    }
    for (String field : (Iterable<String>) json::fieldNames) {
      if (!SIZE.contains(field)) {
        return null;
      }
    }
    double[] active = range(json.path("active"));
    double[] total = range(json.path("total"));
    boolean sound =
        active.length == 2 && total.length == 2 && active[0] <= total[0] && active[1] <= total[1];
    return sound ? new ModelSize(active[0], active[1], total[0], total[1]) : null;
  }

  /** Least and most; empty where it is no range. */
  private static double[] range(JsonNode json) {
    double[] ends = {json.path(0).doubleValue(), json.path(1).doubleValue()};
    if (json.isNumber()) {
      ends = new double[] {json.doubleValue(), json.doubleValue()};
    } else if (json.size() != 2 || !json.isArray()) {
      return new double[0];
    }
    return ends[0] > 0 && ends[0] <= ends[1] ? ends : new double[0];
  }
}
