package org.evalbeam.pipeline.report.view;

import java.util.List;

/**
 * All pairs of variants by one metric.
 *
 * @param metric the metric
 * @param variants rows and columns, best first
 * @param lines the cells of each row
 * @param note what the matrix leaves out, and which difference could have been seen
 */
public record MatrixView(
    MetricView metric, List<String> variants, List<List<MatrixCell>> lines, String note) {

  /**
   * One pair.
   *
   * @param level {@code better}, {@code worse}, {@code open}, {@code caution}, {@code self} or
   *     {@code none}
   * @param sign the level as a sign, for those who see no colours
   * @param difference the row's mean less the column's
   * @param chance its adjusted p-value
   * @param words the whole in words
   */
  public record MatrixCell(
      String level, String sign, String difference, String chance, String words) {}
}
