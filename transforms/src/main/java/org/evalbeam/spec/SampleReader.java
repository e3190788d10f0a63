package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.Shown;
import org.jspecify.annotations.Nullable;

/** Reads the {@code sample} of experiments: the row numbers to use, each once. */
final class SampleReader {

  private final Problems problems;

  SampleReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The row numbers, in the order of the spec.
   *
   * @param rows number of rows of the dataset; null where that is unknown
   * @return null for all rows
   */
  @Nullable List<Integer> read(Fields experiment, @Nullable Integer rows) {
    Located sample = experiment.get("sample");
    if (sample == null) {
      return null;
    }
    if (!sample.json().isArray() || sample.json().isEmpty()) {
      problems.wrong(sample, "a list of at least one row number");
    }
    List<Integer> numbers = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (Located at : sample.elements()) {
      if (!isRow(at.json(), rows)) {
        problems.wrong(at, "a row number" + range(rows));
      } else if (!seen.add(at.json().intValue())) {
        problems.add(
            at.place(), "found %s twice, must stand once".formatted(Shown.value(at.json())));
      } else {
        numbers.add(at.json().intValue());
      }
    }
    return List.copyOf(numbers);
  }

  private static boolean isRow(JsonNode json, @Nullable Integer rows) {
    return json.isIntegralNumber()
        && json.canConvertToInt()
        && json.intValue() >= 0
        && (rows == null || json.intValue() < rows);
  }

  private static String range(@Nullable Integer rows) {
    if (rows == null) {
      return " of at least 0";
    }
    return rows == 0 ? ", but the dataset has none" : " from 0 to " + (rows - 1);
  }
}
