package org.evalbeam.pipeline.report.view;

import java.util.List;

/**
 * What is missing, and why.
 *
 * @param summary one sentence on all of it
 * @param lines a line for each place, status and reason, the most frequent first
 * @param left what is not listed; empty where all is
 */
public record FailuresView(String summary, List<Line> lines, String left) {

  /**
   * One kind of failure.
   *
   * @param count how often
   * @param where {@code answers}, or the metric
   * @param status its status
   * @param reason its reason
   * @param meaning what the reason means
   * @param variants how many of each variant, or of each two that were to be compared, the most
   *     first
   * @param example the error of the first one
   */
  public record Line(
      String count,
      String where,
      String status,
      String reason,
      String meaning,
      String variants,
      String example) {}
}
