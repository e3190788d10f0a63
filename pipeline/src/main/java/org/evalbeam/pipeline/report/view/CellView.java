package org.evalbeam.pipeline.report.view;

import org.jspecify.annotations.Nullable;

/**
 * One metric of one variant.
 *
 * @param mean the mean, or a dash
 * @param spread ± standard deviation over repeats; empty where there is none
 * @param interval the 95 % interval; empty where there is none
 * @param mark {@code best}, {@code better} than it on the rows that both scored, {@code tied},
 *     {@code worst} or empty
 * @param missing what the mean leaves out; empty where it leaves out nothing
 * @param order the mean as a number to sort by; empty where there is none
 * @param bar the interval as a drawing; null where there is no mean
 */
public record CellView(
    String mean,
    String spread,
    String interval,
    String mark,
    String missing,
    String order,
    @Nullable BarView bar) {

  /** A cell of a metric that the variant does not have. */
  public static CellView empty() {
    return new CellView("–", "", "", "", "", "", null);
  }
}
