package org.evalbeam.flow;

import org.evalbeam.data.Row;
import org.jspecify.annotations.Nullable;

/** Finds what people scored a row, where its dataset says so. */
final class HumanScore {

  /** The column of all metrics; with {@code _} and a metric's name behind it, that metric's own. */
  static final String COLUMN = "human_score";

  private HumanScore() {}

  /**
   * The score by people that a judge's is held against.
   *
   * @param metric the metric as shown
   * @return null where the dataset has no such column, or no number in it
   */
  static @Nullable Double of(Row row, String metric) {
    String own = COLUMN + "_" + metric;
    String text = row.columns().get(row.columns().containsKey(own) ? own : COLUMN);
    if (text == null) {
      return null;
    }
    try {
      double score = Double.parseDouble(text.strip());
      return Double.isFinite(score) ? Double.valueOf(score) : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
